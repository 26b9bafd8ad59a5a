import { expect, test } from "vitest";
import { isSignedByDiscord } from "./signature.ts";

/** The first key of RFC 8032, section 7.1; the signature was made with it from time and body. */
const publicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
const at = 1_754_000_000;
const body = '{"type":1,"id":"1","application_id":"2","token":"t","version":1}';
const signature =
  "c21bdd8d6e9b58f96b77cdbddb838383035f92b4d2fa9b327404e69eb8b7237ab72e58f51c489d584740a9e280d1d1080ace2422561587948a4d2e6fe2bda70c";

function check(change: {
  readonly seconds?: string | undefined;
  readonly signature?: string | undefined;
  readonly body?: string;
  readonly publicKey?: string;
  readonly now?: number;
}): boolean {
  const given = { seconds: String(at), signature, body, publicKey, now: at * 1_000, ...change };
  const headers = {
    "x-signature-timestamp": given.seconds,
    "x-signature-ed25519": given.signature,
  };
  const request = { method: "POST", url: "/", query: {}, headers, body: Buffer.from(given.body) };
  return isSignedByDiscord(request, given.publicKey, given.now);
}

test("takes a sound signature, in small letters and capitals", () => {
  expect(check({})).toBe(true);
  expect(check({ signature: signature.toUpperCase(), publicKey: publicKey.toUpperCase() })).toBe(
    true,
  );
});

test.each([
  ["another body", { body: body.replace("1", "2") }],
  ["another time", { seconds: String(at + 1) }],
  ["no time", { seconds: undefined }],
  ["a time with a sign", { seconds: `+${at}` }],
  ["no signature", { signature: undefined }],
  ["an empty signature", { signature: "" }],
  ["a signature of zeros", { signature: "0".repeat(128) }],
  ["a short signature", { signature: signature.slice(2) }],
  ["a signature that is no hex", { signature: `zz${signature.slice(2)}` }],
  ["no key", { publicKey: "" }],
  [
    "another key",
    { publicKey: `3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c` },
  ],
  ["a key that is no point", { publicKey: "f".repeat(64) }],
  ["a short key", { publicKey: publicKey.slice(2) }],
])("refuses %s", (_, change) => {
  expect(check(change)).toBe(false);
});

test("refuses what is more than five minutes old or ahead", () => {
  expect(check({ now: (at + 300) * 1_000 })).toBe(true);
  expect(check({ now: (at + 301) * 1_000 })).toBe(false);
  expect(check({ now: (at - 301) * 1_000 })).toBe(false);
});
