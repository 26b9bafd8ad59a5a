import { expect, test } from "vitest";
import { isSignedByLine } from "./signature.ts";

const settings = {
  channelAccessToken: "t",
  apiBaseUrl: "https://api.line.me",
  contentBaseUrl: "https://api-data.line.me",
};

function signed(channelSecret: string, body: string, signature: string | undefined): boolean {
  const headers = { "x-line-signature": signature };
  const request = { method: "POST", url: "/", query: {}, headers, body: Buffer.from(body) };
  return isSignedByLine(request, { ...settings, channelSecret });
}

test.each([
  {
    source: "LINE's documentation",
    secret: "8c570fa6dd201bb328f1c1eac23a96d8",
    body: '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}',
    signature: "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=",
  },
  {
    source: "LINE's SDK",
    secret: "test_secret",
    body: '{"hello":"world"}',
    signature: "t7Hn4ZDHqs6e+wdvI5TyQIvzie0DmMUmuXEBqyyE/tM=",
  },
])("knows the signature of $source", ({ secret, body, signature }) => {
  expect(signed(secret, body, signature)).toBe(true);
  expect(signed(secret, `${body} `, signature)).toBe(false);
  expect(signed("other", body, signature)).toBe(false);
  expect(signed(secret, body, Buffer.from(signature, "base64").toString("hex"))).toBe(false);
  expect(signed(secret, body, undefined)).toBe(false);
  expect(signed("", body, signature)).toBe(false);
});
