import { expect, test } from "vitest";
import { readLineReply } from "./errors.ts";

function read(status: number, body: unknown, headers = {}) {
  return readLineReply({ status, headers, body });
}
const sentMessages = [{ id: "461230966842064897", quoteToken: "IStG5h1Tz7b" }];
const accepted = { "x-line-accepted-request-id": "123e4567" };

test("learns the id of the message", () => {
  expect(read(200, { sentMessages })).toEqual({ ok: true, messageId: "461230966842064897" });
  const headers = { "x-line-request-id": "5a1b" };
  expect(read(200, {}, headers)).toEqual({ ok: true, messageId: undefined });
});

test("learns the id of each message of a call", () => {
  const several = { sentMessages: [{ id: "1" }, { id: "2" }, { id: "3" }] };
  const result = { ok: true, messageId: "1", moreIds: ["2", "3"] };
  expect(read(200, several)).toEqual(result);
  expect(read(409, several, accepted)).toEqual(result);
});

test("takes a repeated retry key as sent", () => {
  const body = { message: "The retry key is already accepted", sentMessages };
  expect(read(409, body, accepted)).toEqual({ ok: true, messageId: "461230966842064897" });
  expect(read(409, { message: "Conflict" })).toMatchObject({ failure: { kind: "unknown" } });
});

test("does not say that a proxy's page was a message sent", () => {
  expect(read(200, "<html>")).toMatchObject({ ok: false, failure: { kind: "unknown" } });
});

test.each([
  [400, "Invalid reply token", "token"],
  [400, "The request body has 2 error(s)", "content"],
  [400, "A message (messages[0]) in the request body is invalid", "content"],
  [400, "The property, 'to', in the request body is invalid (line: -, column: -)", "unreachable"],
  [400, "Failed to send messages", "unreachable"],
  [401, "Authentication failed. Confirm that the access token is valid.", "auth"],
  [403, "Access to this API is not available for your account", "policy"],
  [404, "Not found", "content"],
  [410, "Gone", "content"],
  [413, "Payload too large", "content"],
  [415, "Unsupported media type", "content"],
  [429, "The API rate limit has been exceeded. Try again later.", "busy"],
  [500, "The error occurred", "busy"],
  [503, "Service unavailable", "busy"],
])("understands %i %s as %s", (status, message, kind) => {
  const failure = { kind, code: String(status), message };
  expect(read(status, { message })).toEqual({ ok: false, failure });
});

test("tells a used-up quota of the month from too many calls", () => {
  const message = "You have reached your monthly limit.";
  const failure = { kind: "policy", code: "quota.used-up", message };
  expect(read(429, { message })).toEqual({ ok: false, failure });
});

test("names the property that LINE finds fault with", () => {
  const details = [{ message: "May not be empty", property: "messages[0].text" }];
  expect(read(400, { message: "The request body has 1 error(s)", details })).toMatchObject({
    failure: { message: "The request body has 1 error(s) (messages[0].text: May not be empty)" },
  });
});

test("waits as long as a gateway asks", () => {
  expect(read(503, "", { "retry-after": "3" })).toMatchObject({
    failure: { kind: "busy", retryAfterMs: 3_000 },
  });
});

test("tells that the address could not be reached, although LINE answers 200", () => {
  const test = { timestamp: "2026-01-01T00:00:00Z", statusCode: 404 };
  const body = { success: false, ...test, reason: "ERROR_STATUS_CODE", detail: "404" };
  expect(read(200, body, { "x-line-request-id": "5a1b" })).toMatchObject({
    failure: { message: "The webhook test failed: ERROR_STATUS_CODE, 404" },
  });
});
