import { expect, test } from "vitest";
import { whatsapp } from "./channel.ts";

const settings = {
  phoneNumberId: "1065",
  accessToken: "token",
  appSecret: "s",
  apiVersion: "v25.0",
  apiBaseUrl: "https://graph.example.org",
};
const addresses = { webhookUrl: "https://e.org/w", verifyToken: "v" };
const override = { override_callback_uri: "https://e.org/w", verify_token: "v" };
const headers = { authorization: "Bearer token" };

test("points the business account here, or else the number alone", () => {
  expect(whatsapp.setUp?.({ ...settings, wabaId: "1022" }, addresses)).toEqual([
    {
      method: "POST",
      url: "https://graph.example.org/v25.0/1022/subscribed_apps",
      headers,
      json: override,
    },
  ]);
  expect(whatsapp.setUp?.({ ...settings, wabaId: "" }, addresses)).toEqual([
    {
      method: "POST",
      url: "https://graph.example.org/v25.0/1065",
      headers,
      json: { webhook_configuration: override },
    },
  ]);
});

test("fetches a file with the token, from the address that its id leads to", () => {
  const url = "https://lookaside.example.org/x";
  expect(whatsapp.media?.locate?.("77", settings)).toEqual({
    method: "GET",
    url: "https://graph.example.org/v25.0/77?phone_number_id=1065",
    headers,
  });
  const located = { status: 200, headers: {}, body: { url, mime_type: "image/jpeg" } };
  expect(whatsapp.media?.download(located, "77", settings)).toEqual({
    method: "GET",
    url,
    headers,
  });
  const gone = { status: 400, headers: {}, body: { error: { code: 100 } } };
  expect(whatsapp.media?.download(gone, "77", settings)).toBeUndefined();
});

test("tells whose number it is", () => {
  const body = { id: "1065", verified_name: "Bakery", display_phone_number: "+1 555" };
  expect(whatsapp.identify?.read({ status: 200, headers: {}, body })).toEqual({
    name: "Bakery +1 555",
    account: "1065",
    chatUrl: "https://wa.me/1555",
    standing: {},
  });
  expect(whatsapp.identify?.read({ status: 401, headers: {}, body: {} })).toBeUndefined();
});
