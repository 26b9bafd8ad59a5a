import { expect, test } from "vitest";
import { readTelegramReply } from "./errors.ts";

function read(status: number, body: unknown, headers = {}) {
  return readTelegramReply({ status, headers, body });
}

test("makes the message's id unique with its chat's", () => {
  const result = { message_id: 5, chat: { id: 1111111 } };
  expect(read(200, { ok: true, result })).toEqual({ ok: true, messageId: "1111111:5" });
  expect(read(200, { ok: true, result: [result] })).toEqual({ ok: true, messageId: "1111111:5" });
  expect(read(200, { ok: true, result: true })).toEqual({ ok: true, messageId: undefined });
});

test.each([
  [401, "Unauthorized", "auth"],
  [404, "Not Found", "auth"],
  [409, "Conflict: can't use getUpdates method while webhook is active", "auth"],
  [403, "Forbidden: bot was blocked by the user", "unreachable"],
  [403, "Forbidden: user is deactivated", "unreachable"],
  [403, "Forbidden: bot can't initiate conversation with a user", "unreachable"],
  [403, "Forbidden: bot was kicked from the supergroup chat", "unreachable"],
  [400, "Bad Request: chat not found", "unreachable"],
  [400, "Bad Request: not enough rights to send text messages to the chat", "policy"],
  [400, "Bad Request: message text is empty", "content"],
  [400, "Bad Request: message is too long", "content"],
  [400, "Bad Request: can't parse entities", "content"],
  [400, "Bad Request: wrong file identifier/HTTP URL specified", "content"],
  [400, "Bad Request: failed to get HTTP URL content", "content"],
  [400, "Bad Request: BUTTON_DATA_INVALID", "content"],
  [500, "Internal Server Error", "busy"],
  [502, "Bad Gateway", "busy"],
])("understands %i %s as %s", (error_code, description, kind) => {
  const failure = { kind, code: String(error_code), message: description };
  expect(read(error_code, { ok: false, error_code, description })).toEqual({ ok: false, failure });
});

test("waits as long as Telegram asks", () => {
  const description = "Too Many Requests: retry after 14";
  const body = { ok: false, error_code: 429, description, parameters: { retry_after: 14 } };
  expect(read(429, body)).toMatchObject({ failure: { kind: "busy", retryAfterMs: 14_000 } });
  expect(read(429, "busy", { "retry-after": "3" })).toMatchObject({
    failure: { kind: "busy", retryAfterMs: 3_000 },
  });
});

test("counts an edit that changes nothing as done", () => {
  const description =
    "Bad Request: message is not modified: specified new message content is the same";
  expect(read(400, { ok: false, error_code: 400, description })).toEqual({
    ok: true,
    messageId: undefined,
  });
});

test("tells a moved group's new id", () => {
  const description = "Bad Request: group chat was upgraded to a supergroup chat";
  const parameters = { migrate_to_chat_id: -1001234567890 };
  const result = read(400, { ok: false, error_code: 400, description, parameters });
  expect(result).toMatchObject({ failure: { kind: "unreachable" } });
  expect(JSON.stringify(result)).toContain("-1001234567890");
});
