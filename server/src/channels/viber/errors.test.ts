import { expect, test } from "vitest";
import { readViberReply } from "./errors.ts";

function read(status: number, body: unknown, headers = {}) {
  return readViberReply({ status, headers, body });
}

test("learns the message's token digit by digit", () => {
  const body = { status: 0, status_message: "ok", message_token: "5098034272017990000" };
  expect(read(200, body)).toEqual({ ok: true, messageId: "5098034272017990000" });
});

test.each([
  [1, "invalidUrl", "content"],
  [2, "invalidAuthToken", "auth"],
  [3, "badData", "content"],
  [4, "missingData", "content"],
  [5, "receiverNotRegistered", "unreachable"],
  [6, "receiverNotSubscribed", "unreachable"],
  [7, "publicAccountBlocked", "auth"],
  [8, "publicAccountNotFound", "auth"],
  [9, "publicAccountSuspended", "auth"],
  [10, "webhookNotSet", "auth"],
  [11, "receiverNoSuitableDevice", "unreachable"],
  [12, "tooManyRequests", "busy"],
  [13, "apiVersionNotSupported", "content"],
  [14, "incompatibleWithVersion", "content"],
  [15, "publicAccountNotAuthorized", "policy"],
  [16, "inchatReplyMessageNotAllowed", "policy"],
  [17, "publicAccountIsNotInline", "policy"],
  [18, "noPublicChat", "policy"],
  [19, "cannotSendBroadcast", "policy"],
  [20, "broadcastNotAllowed", "policy"],
  [21, "unsupportedCountry", "policy"],
  [22, "paymentUnsupported", "policy"],
  [23, "freeMessagesExceeded", "policy"],
  [24, "noBalance", "policy"],
  [99, "generalError", "content"],
])("understands the code %i (%s) in a good status as %s", (code, said, kind) => {
  const failure = { kind, code: String(code), message: `Viber refused: ${said}` };
  expect(read(200, { status: code, status_message: said })).toEqual({ ok: false, failure });
});

test.each([
  [500, "", "busy"],
  [502, "<html>", "busy"],
  [429, {}, "busy"],
  [403, "", "auth"],
  [404, "", "content"],
  [200, "<html>", "unknown"],
  [200, {}, "unknown"],
  [200, { status: 0 }, "unknown"],
  [200, { status: "0", message_token: "1" }, "unknown"],
])("understands status %i with %j as %s", (status, body, kind) => {
  expect(read(status, body)).toMatchObject({ ok: false, failure: { kind } });
});

test("waits as long as Viber asks", () => {
  const body = { status: 12, status_message: "tooManyRequests" };
  expect(read(200, body, { "retry-after": "20" })).toMatchObject({
    failure: { kind: "busy", retryAfterMs: 20_000 },
  });
});
