import { expect, test } from "vitest";
import { tiktok } from "./channel.ts";

const settings = {
  appId: "75",
  appSecret: "secret",
  businessId: "biz",
  accessToken: "act",
  refreshToken: "rft",
  apiBaseUrl: "https://business-api.tiktok.com",
};
const base = "https://business-api.tiktok.com/open_api/v1.3";
const good = (data: object) => ({
  status: 200,
  headers: {},
  body: { code: 0, message: "OK", data },
});
const day = 86_400_000;

test("registers the webhook of the app", () => {
  const addresses = { webhookUrl: "https://e.org/w", verifyToken: "" };
  expect(tiktok.setUp?.(settings, addresses)).toEqual([
    {
      method: "POST",
      url: `${base}/business/webhook/update/`,
      json: {
        app_id: "75",
        secret: "secret",
        event_type: "DIRECT_MESSAGE",
        callback_url: "https://e.org/w",
      },
    },
  ]);
});

test("asks whose account it is, with the list of fields as JSON", () => {
  const asked = tiktok.identify?.ask(settings);
  const url = asked && "url" in asked ? asked.url : "";
  const { searchParams } = new URL(url);
  expect(searchParams.get("business_id")).toBe("biz");
  expect(searchParams.get("fields")).toBe('["username","display_name"]');
  const read = tiktok.identify?.read(good({ username: "shop", display_name: "The Shop" }));
  expect(read).toEqual({ name: "The Shop", chatUrl: "https://tiktok.me/shop" });
  const refused = { status: 200, headers: {}, body: { code: 40105, message: "no", data: {} } };
  expect(tiktok.identify?.read(refused)).toBeUndefined();
});

test("asks who takes part in a conversation, with the plus sign encoded", () => {
  const { url = "" } = tiktok.profile?.ask("conv+abc==", settings) ?? {};
  expect(url).toContain("conversation_id=conv%2Babc%3D%3D");
  const participants = [
    { role: "BUSINESS_ACCOUNT", id: "biz", display_name: "The Shop" },
    { role: "PERSONAL_ACCOUNT", id: "u", display_name: "Ana", profile_image: "https://p.org/a" },
  ];
  const profile = { name: "Ana", pictureUrl: "https://p.org/a" };
  expect(tiktok.profile?.read(good({ messages: [], participants }))).toEqual(profile);
  expect(tiktok.profile?.read(good({}))).toBeUndefined();
});

test("fetches a file by the place that its id names, and a contact's picture by its address", () => {
  const platformId = '["IMAGE","conv+abc==","7512","img_1"]';
  expect(tiktok.media?.locate?.(platformId, settings)).toMatchObject({
    url: `${base}/business/message/media/download/`,
    json: {
      business_id: "biz",
      conversation_id: "conv+abc==",
      message_id: "7512",
      media_id: "img_1",
      media_type: "IMAGE",
    },
  });
  const located = good({ download_url: "https://v16.example.org/x" });
  expect(tiktok.media?.download(located, platformId, settings)).toEqual({
    method: "GET",
    url: "https://v16.example.org/x",
    headers: { "x-user": "act" },
  });
  expect(tiktok.media?.download(good({}), platformId, settings)).toBeUndefined();
  const picture = "https://p16.example.org/a.jpeg";
  expect(tiktok.media?.locate?.(picture, settings)).toBeUndefined();
  const fetched = tiktok.media?.download(undefined, picture, settings);
  expect(fetched).toEqual({ method: "GET", url: picture });
});

test("renews a token that was entered at once, and later half a day before it ends", () => {
  expect(tiktok.renew?.when(settings, { givenAt: 5 })).toEqual({ due: 5, expires: 5 + day });
  const age = { givenAt: 5, renewedAt: 6, expiresAt: 10 * day };
  expect(tiktok.renew?.when(settings, age)).toEqual({ due: 9.5 * day, expires: 10 * day });
  const { refreshToken: _, ...bare } = settings;
  expect(tiktok.renew?.when(bare, { givenAt: 5 })).toBeUndefined();
});

test("keeps both tokens that a renewal gives", () => {
  expect(tiktok.renew?.ask(settings)).toEqual({
    method: "POST",
    url: `${base}/tt_user/oauth2/refresh_token/`,
    json: {
      client_id: "75",
      client_secret: "secret",
      grant_type: "refresh_token",
      refresh_token: "rft",
    },
  });
  const data = { access_token: "act2", refresh_token: "rft2", expires_in: 86_400 };
  expect(tiktok.renew?.read(good(data), 1_000)).toEqual({
    ok: true,
    settings: { accessToken: "act2", refreshToken: "rft2" },
    expiresAt: 1_000 + day,
  });
  const refused = { status: 200, headers: {}, body: { code: 40104, message: "expired" } };
  expect(tiktok.renew?.read(refused, 0)).toMatchObject({ ok: false, failure: { kind: "auth" } });
});
