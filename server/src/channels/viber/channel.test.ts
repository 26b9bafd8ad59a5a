import { expect, test } from "vitest";
import { viber } from "./channel.ts";

const settings = {
  authToken: "viber-auth-token",
  senderName: "Shop",
  greeting: "Hello!",
  startButton: "Start",
  apiBaseUrl: "https://chatapi.viber.com/pa",
};
const body =
  '{"event":"message","timestamp":1754000000123,"message_token":4912661846655238145,"sender":{"id":"01234567890A="},"message":{"type":"text","text":"hi"}}';
const signature = "c7cf101e15582bf293d03b58a5e658bd5ae1c9c67731bde9dfa9d46ab8708b83";

function verify(headers: Readonly<Record<string, string>>, query = {}, token = settings.authToken) {
  const request = { method: "POST", url: "/", query, headers, body: Buffer.from(body) };
  return viber.verify(request, { ...settings, authToken: token }, 0);
}

test("takes the signature from the header or the query", () => {
  expect(verify({ "x-viber-content-signature": signature })).toBe(true);
  expect(verify({}, { sig: signature })).toBe(true);
});

test.each([
  ["no signature", verify({})],
  ["another one", verify({ "x-viber-content-signature": signature.replace("c", "d") })],
  ["one in capitals", verify({ "x-viber-content-signature": signature.toUpperCase() })],
  ["one by another token", verify({ "x-viber-content-signature": signature }, {}, "x")],
  ["no token", verify({ "x-viber-content-signature": signature }, {}, "")],
  [
    "a wrong header beside a sound query",
    verify({ "x-viber-content-signature": "" }, { sig: signature }),
  ],
])("refuses %s", (_, taken) => {
  expect(taken).toBe(false);
});

test("greets who opens the chat, and keeps how they came in the answer's tracking data", () => {
  const opened = { event: "conversation_started", context: "spring", subscribed: false };
  const reply = viber.respond?.(opened, settings);
  expect(reply).toMatchObject({ status: 200, contentType: "application/json" });
  const message = JSON.parse(reply?.body ?? "");
  expect(message).toMatchObject({
    type: "text",
    text: "Hello!",
    sender: { name: "Shop" },
    keyboard: { Buttons: [{ ActionType: "reply", ActionBody: "Start", Text: "Start" }] },
  });
  expect(message.receiver).toBeUndefined();
  expect(JSON.parse(message.tracking_data)).toEqual({ start: "Start", ref: "spring" });
});

test("greets nobody who has subscribed, and answers nothing else", () => {
  const opened = { event: "conversation_started", subscribed: true };
  expect(viber.respond?.(opened, settings)).toBeUndefined();
  expect(viber.respond?.({ event: "message" }, settings)).toBeUndefined();
});

test("asks for every event, and learns the bot's name", () => {
  const addresses = { webhookUrl: "https://chat.example.org/w", verifyToken: "" };
  expect(viber.setUp?.(settings, addresses)).toMatchObject([
    {
      url: "https://chatapi.viber.com/pa/set_webhook",
      headers: { "x-viber-auth-token": "viber-auth-token" },
      json: { url: "https://chat.example.org/w", send_name: true },
    },
  ]);
  const account = { status: 0, id: "pa753", name: "A shop with a rather long name", uri: "shop" };
  expect(viber.identify?.read({ status: 200, headers: {}, body: account })).toEqual({
    name: "A shop with a rather long name",
    account: "pa753",
    chatUrl: "viber://pa?chatURI=shop",
    learned: { senderName: "A shop with a rather long n…" },
  });
  const refused = { status: 2, status_message: "invalidAuthToken" };
  expect(viber.identify?.read({ status: 200, headers: {}, body: refused })).toBeUndefined();
});
