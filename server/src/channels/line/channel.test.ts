import { expect, test } from "vitest";
import { line } from "./channel.ts";

const settings = {
  channelAccessToken: "token",
  channelSecret: "s",
  apiBaseUrl: "https://api.line.me/",
  contentBaseUrl: "https://api-data.line.me/",
};
const authorization = "Bearer token";

test("registers the webhook's address, and lets LINE test it", () => {
  const calls = line.setUp?.(settings, { webhookUrl: "https://e.org/w", verifyToken: "" });
  expect(calls).toEqual([
    {
      method: "PUT",
      url: "https://api.line.me/v2/bot/channel/webhook/endpoint",
      headers: { authorization },
      json: { endpoint: "https://e.org/w" },
    },
    {
      method: "POST",
      url: "https://api.line.me/v2/bot/channel/webhook/test",
      headers: { authorization },
      json: { endpoint: "https://e.org/w" },
    },
  ]);
});

test("learns whose account it is", () => {
  const body = {
    userId: "U8e742f61d673b39c7fff3cecb7536ef0",
    basicId: "@216double",
    displayName: "Café",
  };
  expect(line.identify?.read({ status: 200, headers: {}, body })).toEqual({
    name: "Café",
    account: body.userId,
    chatUrl: "https://line.me/R/ti/p/%40216double",
    learned: { botUserId: body.userId },
  });
  expect(line.identify?.read({ status: 401, headers: {}, body })).toBeUndefined();
});

test("reads who a contact is; of those who block the account LINE tells nothing", () => {
  const body = {
    displayName: "Ana",
    userId: "U1",
    language: "vi",
    pictureUrl: "https://profile.line-scdn.net/x",
    statusMessage: "hi",
  };
  expect(line.profile?.read({ status: 200, headers: {}, body })).toEqual({
    name: "Ana",
    language: "vi",
    pictureUrl: "https://profile.line-scdn.net/x",
  });
  const gone = { status: 404, headers: {}, body: { message: "Not found" } };
  expect(line.profile?.read(gone)).toBeUndefined();
});

test("fetches files from LINE with the token, and stickers from their shop without it", () => {
  expect(line.media?.download(undefined, "4687", settings)).toEqual({
    method: "GET",
    url: "https://api-data.line.me/v2/bot/message/4687/content",
    headers: { authorization },
  });
  const shop = "https://stickershop.line-scdn.net/stickershop/v1/sticker/1/android/sticker.png";
  expect(line.media?.download(undefined, shop, settings)).toEqual({ method: "GET", url: shop });
});

test("belongs to its bot, where that is known", () => {
  expect(line.account({ ...settings, botUserId: "U8e" })).toBe("U8e");
  expect(line.account({ ...settings, botUserId: "" })).toBeUndefined();
  expect(line.account(settings)).toBeUndefined();
});
