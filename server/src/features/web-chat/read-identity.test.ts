import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { readIdentity } from "./read-identity.ts";

const secret = "the secret of the website";
const now = 1_800_000_000_000;
const exp = now / 1_000 + 60;
function token(claims: unknown, header: unknown = { alg: "HS256", typ: "JWT" }, key = secret) {
  const part = (it: unknown) => Buffer.from(JSON.stringify(it)).toString("base64url");
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
}
const read = (it: unknown) => readIdentity(it, secret, now);

test("reads who the website says it is", () => {
  const claims = { sub: 42, exp, email: "Ana@Example.org", phone: "+84912345678", name: "Ana" };
  expect(read(token(claims))).toEqual({
    externalId: "42",
    email: "ana@example.org",
    phone: "+84912345678",
    name: "Ana",
  });
  expect(read(token({ sub: "a", exp, email: "no address", phone: "0912" }))).toEqual({
    externalId: "a",
  });
});

test.each([
  ["no token", undefined],
  ["no claims", "a.b"],
  ["another key", token({ sub: "a", exp }, undefined, "guessed")],
  ["no algorithm", token({ sub: "a", exp }, { alg: "none" })],
  ["an expired one", token({ sub: "a", exp: now / 1_000 - 1 })],
  ["one that never expires", token({ sub: "a" })],
  ["nobody", token({ exp })],
  [
    "changed claims",
    token({ sub: "a", exp }).replace(
      /\.[^.]+\./,
      `.${Buffer.from('{"sub":"b","exp":9999999999}').toString("base64url")}.`,
    ),
  ],
  ["a list", token([1])],
])("refuses %s", (_, given) => {
  expect(read(given)).toBeUndefined();
});

test("a channel without a secret knows nobody", () => {
  expect(readIdentity(token({ sub: "a", exp }, undefined, ""), "", now)).toBeUndefined();
});
