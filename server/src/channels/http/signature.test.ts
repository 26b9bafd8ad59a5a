import { expect, test } from "vitest";
import { isSignedHttpBody, signHttpBody } from "./signature.ts";

const now = 1_781_166_600_000;
const body = '{"events":[]}';
const v1 = "5527c5f4b111235a4c8889de0b7474e1d292a7b97de5c1120129d6072548c8f0";
const header = `t=1781166600,v1=${v1}`;

function genuine(signature: string | undefined, at = now, secret = "test_secret") {
  const headers = { "x-chatloom-signature": signature };
  const request = { method: "POST", url: "/", query: {}, headers, body: Buffer.from(body) };
  return isSignedHttpBody(request, secret, at);
}

test("signs as documented", () => {
  expect(signHttpBody(body, "test_secret", now)).toBe(header);
});

test("takes a signature that is at most five minutes away", () => {
  expect(genuine(header)).toBe(true);
  expect(genuine(header, now + 300_000)).toBe(true);
  expect(genuine(header, now - 300_000)).toBe(true);
  expect(genuine(header, now + 301_000)).toBe(false);
  expect(genuine(header, now - 301_000)).toBe(false);
});

test("takes one good signature among several, while a secret is being changed", () => {
  expect(genuine(`t=1781166600, v1=${"0".repeat(64)}, v1=${v1}`)).toBe(true);
});

test.each([
  undefined,
  "",
  "t=1781166600",
  `v1=${v1}`,
  `t=,v1=${v1}`,
  `t=1781166601,v1=${v1}`,
  `t=1781166600,v1=${v1.toUpperCase()}`,
  `t=1781166600,v0=${v1}`,
  `t=1781166600,v1=${v1.slice(1)}`,
  `t=NaN,v1=${v1}`,
  `t=1781166600,${"v1=0,".repeat(1_000)}v1=${v1}`,
])("refuses %s", (signature) => {
  expect(genuine(signature)).toBe(false);
});

test("refuses everything without a secret", () => {
  expect(genuine(signHttpBody(body, "", now), now, "")).toBe(false);
});
