import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { isSignedByTiktok } from "./signature.ts";

const settings = {
  appId: "7000000000000000000",
  appSecret: "tiktok_app_secret",
  businessId: "biz-open-id",
  accessToken: "t",
  apiBaseUrl: "https://business-api.tiktok.com",
};
const time = 1_754_000_000;
const body =
  '{"client_key":"7000000000000000000","event":"im_receive_msg","create_time":1754000000,"user_openid":"biz-open-id","content":"{\\"type\\":\\"text\\"}"}';
const signature = "45365fbf5658baacab4c4e00757f3dfaa4df1548e855b6fa2b1f8202ecc24570";

function signed(header: string | undefined, now = time * 1_000, given = body, secret?: string) {
  const headers = { "tiktok-signature": header };
  const request = { method: "POST", url: "/", query: {}, headers, body: Buffer.from(given) };
  const appSecret = secret ?? settings.appSecret;
  return isSignedByTiktok(request, { ...settings, appSecret }, now);
}

test("knows TikTok by its signature over time and body", () => {
  expect(signed(`t=${time},s=${signature}`)).toBe(true);
  expect(signed(`s=${signature}, t=${time}`)).toBe(true);
  expect(signed(`t=${time},s=${signature}`, time * 1_000, `${body} `)).toBe(false);
  expect(signed(`t=${time + 1},s=${signature}`)).toBe(false);
  expect(signed(`t=${time},s=${signature}`, time * 1_000, body, "other")).toBe(false);
  expect(signed(`t=${time}`)).toBe(false);
  expect(signed(`s=${signature}`)).toBe(false);
  expect(signed(undefined)).toBe(false);
});

test("trusts nothing without a secret", () => {
  const s = createHmac("sha256", "").update(`${time}.${body}`).digest("hex");
  expect(signed(`t=${time},s=${s}`, time * 1_000, body, "")).toBe(false);
});

test.each([
  { what: "repeated for three days", seconds: 72 * 3_600, taken: true },
  { what: "older than TikTok repeats", seconds: 74 * 3_600, taken: false },
  { what: "from a clock a little ahead", seconds: -299, taken: true },
  { what: "from the future", seconds: -301, taken: false },
])("takes an event $what: $taken", ({ seconds, taken }) => {
  expect(signed(`t=${time},s=${signature}`, (time + seconds) * 1_000)).toBe(taken);
});
