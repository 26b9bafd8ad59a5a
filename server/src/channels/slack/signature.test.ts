import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { isSignedBySlack } from "./signature.ts";

/** The example of https://docs.slack.dev/authentication/verifying-requests-from-slack */
const secret = "8f742231b10e8888abcd99yyyzzz85a5";
const at = 1_531_420_618;
const body =
  "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
const signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

function check(change: {
  readonly seconds?: string;
  readonly signature?: string | undefined;
  readonly body?: string;
  readonly secret?: string;
  readonly now?: number;
}): boolean {
  const given = { seconds: String(at), signature, body, secret, now: at * 1_000, ...change };
  const headers = {
    "x-slack-request-timestamp": given.seconds,
    "x-slack-signature": given.signature,
  };
  const request = { method: "POST", url: "/", query: {}, headers, body: Buffer.from(given.body) };
  return isSignedBySlack(request, given.secret, given.now);
}

function signed(seconds: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex")}`;
}

test("takes the example that Slack publishes", () => {
  expect(check({})).toBe(true);
});

test.each([
  ["another body", { body: `${body}1` }],
  ["another secret", { secret: "8f742231b10e8888abcd99yyyzzz85a6" }],
  ["no secret", { secret: "" }],
  ["another time", { seconds: String(at + 1) }],
  ["no signature", { signature: undefined }],
  ["a signature without version", { signature: signature.slice(3) }],
  ["a signature in capitals", { signature: signature.toUpperCase() }],
  ["a time that is no number", { seconds: "1e9", signature: signed("1e9") }],
  ["an empty time", { seconds: "", signature: signed("") }],
])("refuses %s", (_, change) => {
  expect(check(change)).toBe(false);
});

test("refuses what is more than five minutes old or ahead", () => {
  expect(check({ now: (at + 300) * 1_000 })).toBe(true);
  expect(check({ now: (at + 301) * 1_000 })).toBe(false);
  expect(check({ now: (at - 300) * 1_000 })).toBe(true);
  expect(check({ now: (at - 301) * 1_000 })).toBe(false);
});
