import { expect, test } from "vitest";
import { discord } from "./channel.ts";

const settings = {
  botToken: "T",
  applicationId: "14",
  command: "chat",
  apiBaseUrl: "https://discord.com/api/v10",
};
const reply = (body: unknown, status = 200) => ({ status, headers: {}, body });

test.each([
  ["a ping", 1, { type: 1 }],
  ["a command with thinking", 2, { type: 5 }],
  ["a tap without a change", 3, { type: 6 }],
  ["a question for suggestions with none", 4, { type: 8, data: { choices: [] } }],
  ["a form without a change", 5, { type: 6 }],
])("answers %s", (_, type, answer) => {
  const response = discord.respond?.({ id: "1", type }, settings);
  expect(response).toMatchObject({ status: 200, contentType: "application/json" });
  expect(JSON.parse(response?.body ?? "")).toEqual(answer);
});

test("answers nothing that is no interaction", () => {
  for (const body of [{}, { type: 9 }, { type: "1" }, [], null]) {
    expect(discord.respond?.(body, settings)).toBeUndefined();
  }
});

test("answers a slash command in the place of thinking, and then in the channel", () => {
  const message = {
    id: "m",
    to: "15/13",
    content: { kind: "text", text: "hi" },
    author: "bot",
  } as const;
  const json = { content: "hi", allowed_mentions: { parse: [] } };
  expect(discord.compose({ ...message, replyToken: "14/tok" }, settings)).toMatchObject({
    method: "PATCH",
    url: "https://discord.com/api/v10/webhooks/14/tok/messages/@original",
    json,
  });
  const call = discord.compose(message, settings);
  expect(call).toMatchObject({
    method: "POST",
    url: "https://discord.com/api/v10/channels/15/messages",
    headers: { authorization: "Bot T" },
    json,
  });
});

test("shows that it types in the channel", () => {
  expect(discord.composeTyping?.({ id: "m", to: "15/13", author: "bot" }, settings)).toMatchObject({
    method: "POST",
    url: "https://discord.com/api/v10/channels/15/typing",
  });
});

test("learns key and id from the token alone, and sets up both command and address", () => {
  const application = { id: "14", name: "Shop", verify_key: "d75a" };
  expect(discord.identify?.read(reply(application))).toEqual({
    name: "Shop",
    account: "14",
    chatUrl: "https://discord.com/oauth2/authorize?client_id=14",
    learned: { publicKey: "d75a", applicationId: "14" },
  });
  expect(discord.identify?.read(reply({ code: 0 }, 401))).toBeUndefined();
  const addresses = { webhookUrl: "https://chat.example.org/w", verifyToken: "" };
  expect(discord.setUp?.(settings, addresses)).toMatchObject([
    {
      method: "PUT",
      url: "https://discord.com/api/v10/applications/14/commands",
      json: [{ name: "chat" }],
    },
    { method: "PATCH", json: { interactions_endpoint_url: "https://chat.example.org/w" } },
  ]);
});
