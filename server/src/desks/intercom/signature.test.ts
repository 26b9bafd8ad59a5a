import { expect, test } from "vitest";
import { isSignedByIntercom } from "./signature.ts";

const body = Buffer.from('{"type":"notification_event"}');

test("checks the signature that Intercom's documents describe", () => {
  const good = "sha1=3d7bce87181445590d18647882a60c332838578c";
  const check = (given: string | undefined, secret: string | undefined) =>
    isSignedByIntercom({ headers: { "x-hub-signature": given }, body }, secret);
  expect(check(good, "intercom_client_secret")).toBe(true);
  expect(check(good.toUpperCase(), "intercom_client_secret")).toBe(false);
  expect(check(good.slice(5), "intercom_client_secret")).toBe(false);
  expect(check(good, "another")).toBe(false);
  expect(check(undefined, "intercom_client_secret")).toBe(false);
  expect(check(undefined, "")).toBe(false);
});
