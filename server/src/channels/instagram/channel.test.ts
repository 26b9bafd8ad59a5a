import type { MessageContent } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import type { OutgoingMessage } from "../channel.ts";
import { instagram } from "./channel.ts";

const settings = {
  login: "instagramLogin",
  accessToken: "token",
  appSecret: "s",
  apiVersion: "v25.0",
  apiBaseUrl: "https://graph.instagram.com",
} as const;
const message = { id: "turn1:0", to: "8400", author: "bot" } as const;
const hello: MessageContent = { kind: "text", text: "hi" };

function compose(content: MessageContent, more: Partial<OutgoingMessage> = {}) {
  const call = instagram.compose({ ...message, content, ...more }, settings);
  return "json" in call ? call.json : call;
}

test("sends to the account of the token, without what only Messenger takes", () => {
  expect(instagram.compose({ ...message, content: hello, replyTo: "aWd_1" }, settings)).toEqual({
    method: "POST",
    url: "https://graph.instagram.com/v25.0/me/messages",
    headers: { authorization: "Bearer token" },
    json: { recipient: { id: "8400" }, messaging_type: "RESPONSE", message: { text: "hi" } },
  });
  expect(compose({ kind: "image", url: "https://e.org/a.jpg" })).toMatchObject({
    message: { attachment: { type: "image", payload: { url: "https://e.org/a.jpg" } } },
  });
});

test("answers a comment in private", () => {
  expect(compose(hello, { replyToken: "178600" })).toEqual({
    recipient: { comment_id: "178600" },
    message: { text: "hi" },
  });
});

test.each([
  { author: "human", hours: 25, type: { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" } },
  { author: "human", hours: 169, type: { messaging_type: "RESPONSE" } },
  { author: "bot", hours: 25, type: { messaging_type: "RESPONSE" } },
] as const)("of a $author after $hours hours says $type", ({ author, hours, type }) => {
  const at = 1_750_000_000_000;
  expect(compose(hello, { author, at, lastIncomingAt: at - hours * 3_600_000 })).toMatchObject(
    type,
  );
});

test("reacts with a heart, and writes any other emoji", () => {
  const reaction = (emoji: string) => compose({ kind: "reaction", messageId: "aWd_1", emoji });
  expect(reaction("❤️")).toMatchObject({
    sender_action: "react",
    payload: { message_id: "aWd_1", reaction: "love" },
  });
  expect(reaction("")).toMatchObject({ sender_action: "unreact" });
  expect(reaction("👍")).toMatchObject({ message: { text: "👍" } });
});

test.each([
  [190, 463, "auth"],
  [10, undefined, "auth"],
  [10, 2534022, "window"],
  [100, 2534013, "content"],
  [100, 2534014, "unreachable"],
  [100, 2534015, "content"],
  [100, 2534029, "unreachable"],
  [100, 2534037, "policy"],
  [200, 2534041, "unreachable"],
  [10, 2534077, "policy"],
  [613, 2534040, "busy"],
  [10900, undefined, "policy"],
  [551, undefined, "unreachable"],
  [4, undefined, "busy"],
  [2, undefined, "busy"],
] as const)("understands code %i with subcode %s as %s", (code, error_subcode, kind) => {
  const body = { error: { type: "IGApiException", code, error_subcode, message: "m" } };
  const result = instagram.readReply({ status: 403, headers: {}, body });
  expect(result).toMatchObject({ ok: false, failure: { kind } });
});

test("subscribes the account, and sets its questions and menu", () => {
  const addresses = { webhookUrl: "https://e.org/w", verifyToken: "v" };
  const iceBreakers = "Opening hours? = HOURS\n\nPrices?";
  const persistentMenu = "Talk to us = HUMAN\nShop = https://shop.example.org/?a=b";
  const calls = instagram.setUp?.({ ...settings, iceBreakers, persistentMenu }, addresses) ?? [];
  const [subscribe, ...profile] = calls;
  const fields = new URL(subscribe?.url ?? "").searchParams.get("subscribed_fields")?.split(",");
  expect(fields).toEqual(expect.arrayContaining(["messages", "messaging_seen", "comments"]));
  expect(profile.map((it) => [it.method, it.json])).toEqual([
    [
      "POST",
      {
        platform: "instagram",
        ice_breakers: [
          {
            locale: "default",
            call_to_actions: [
              { question: "Opening hours?", payload: "HOURS" },
              { question: "Prices?", payload: "Prices?" },
            ],
          },
        ],
      },
    ],
    [
      "POST",
      {
        platform: "instagram",
        persistent_menu: [
          {
            locale: "default",
            call_to_actions: [
              { type: "postback", title: "Talk to us", payload: "HUMAN" },
              { type: "web_url", title: "Shop", url: "https://shop.example.org/?a=b" },
            ],
          },
        ],
      },
    ],
  ]);
});

test("takes emptied questions away, and leaves alone what was never filled in", () => {
  const addresses = { webhookUrl: "https://e.org/w", verifyToken: "v" };
  const page = { ...settings, login: "facebookPage", iceBreakers: "" } as const;
  const [subscribe, ...profile] = instagram.setUp?.(page, addresses) ?? [];
  expect(subscribe?.url).toContain("subscribed_fields=messages,messaging_postbacks,message_deliv");
  expect(profile).toMatchObject([
    {
      method: "DELETE",
      url: "https://graph.instagram.com/v25.0/me/messenger_profile?platform=instagram",
      json: { fields: ["ice_breakers"] },
    },
  ]);
});

test("calls the host of its login, unless another was entered", () => {
  const host = (login: "instagramLogin" | "facebookPage", apiBaseUrl: string) =>
    instagram.normalise?.({ ...settings, login, apiBaseUrl }).settings.apiBaseUrl;
  expect(host("facebookPage", "https://graph.instagram.com")).toBe("https://graph.facebook.com");
  expect(host("instagramLogin", "https://graph.facebook.com/")).toBe("https://graph.instagram.com");
  expect(host("facebookPage", "https://gateway.example.org")).toBe("https://gateway.example.org");
});

test.each([
  ["iceBreakers", "1\n2\n3\n4", undefined],
  ["iceBreakers", "1\n2\n3\n4\n5", "at most 4 lines, but has 5"],
  ["persistentMenu", "Mục lục có đúng ba mươi ký tự! = A", undefined],
  ["persistentMenu", "Mục lục có hơn ba mươi ký tự rồi = A", "at most 30 characters"],
  ["persistentMenu", "= A", "a title before"],
  ["persistentMenu", "Shop =", "an address or payload after it"],
])("checks %s %j", (field, value, flaw) => {
  const flaws = instagram.normalise?.({ ...settings, [field]: value }).flaws ?? [];
  const expected =
    flaw === undefined ? [] : [{ at: `/${field}`, message: expect.stringContaining(flaw) }];
  expect(flaws).toEqual(expected);
});

test("tells whose the token is, by either login", () => {
  const read = (body: unknown, status = 200) =>
    instagram.identify?.read({ status, headers: {}, body });
  const who = {
    name: "@our.shop",
    account: "17841",
    chatUrl: "https://ig.me/m/our.shop",
    learned: { accountId: "17841" },
  };
  expect(read({ user_id: "17841", username: "our.shop", id: "1" })).toEqual(who);
  expect(read({ data: [{ user_id: "17841", username: "our.shop" }] })).toEqual(who);
  const linked = { id: "17841", username: "our.shop" };
  expect(read({ id: "1906", name: "Page", instagram_business_account: linked })).toEqual(who);
  expect(read({ id: "1906", name: "Page" })).toMatchObject({
    problem: expect.stringContaining("linked"),
  });
  expect(read({ error: {} }, 400)).toBeUndefined();
});

test("reads who a contact is, as far as Instagram tells", () => {
  const body = { id: "8400", name: "Ana", username: "ana.test", profile_pic: "https://e.org/p" };
  const profile = { name: "Ana", username: "ana.test", pictureUrl: "https://e.org/p" };
  expect(instagram.profile?.read({ status: 200, headers: {}, body })).toEqual(profile);
  expect(instagram.profile?.read({ status: 403, headers: {}, body })).toBeUndefined();
});
