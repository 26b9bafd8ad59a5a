import { expect, test } from "vitest";
import { readSlackReply } from "./errors.ts";

function read(status: number, body: unknown, headers = {}) {
  return readSlackReply({ status, headers, body });
}

test("makes the message's id unique with its channel's", () => {
  const body = { ok: true, channel: "D0DDD4444", ts: "1754000010.000300", message: {} };
  expect(read(200, body)).toEqual({ ok: true, messageId: "D0DDD4444:1754000010.000300" });
});

test("takes a shared file for sent, though Slack does not name its message", () => {
  const body = { ok: true, files: [{ id: "F0AAA0001" }] };
  expect(read(200, body)).toEqual({ ok: true, messageId: undefined });
});

test.each([
  ["ratelimited", "busy"],
  ["internal_error", "busy"],
  ["service_unavailable", "busy"],
  ["request_timeout", "busy"],
  ["team_added_to_org", "busy"],
  ["fatal_error", "unknown"],
  ["invalid_auth", "auth"],
  ["not_authed", "auth"],
  ["account_inactive", "auth"],
  ["token_revoked", "auth"],
  ["token_expired", "auth"],
  ["org_login_required", "auth"],
  ["ekm_access_denied", "auth"],
  ["channel_not_found", "unreachable"],
  ["user_not_found", "unreachable"],
  ["not_in_channel", "unreachable"],
  ["is_archived", "unreachable"],
  ["cannot_dm_bot", "unreachable"],
  ["missing_scope", "policy"],
  ["no_permission", "policy"],
  ["restricted_action", "policy"],
  ["restricted_action_read_only_channel", "policy"],
  ["slack_connect_file_link_sharing_blocked", "policy"],
  ["messages_tab_disabled", "policy"],
  ["msg_too_long", "content"],
  ["msg_blocks_too_long", "content"],
  ["no_text", "content"],
  ["invalid_blocks", "content"],
  ["invalid_blocks_format", "content"],
  ["invalid_arguments", "content"],
  ["an_error_of_tomorrow", "content"],
  ["constructor", "content"],
])("understands %s in a good status as %s", (error, kind) => {
  const message = `Slack refused: ${error}`;
  const expected = { ok: false, failure: { kind, code: error, message } };
  expect(read(200, { ok: false, error })).toEqual(expected);
});

test("names the scope that is missing, and what is wrong with a block", () => {
  const scope = {
    ok: false,
    error: "missing_scope",
    needed: "files:write",
    provided: "chat:write",
  };
  expect(read(200, scope)).toMatchObject({
    failure: { message: "Slack refused: missing_scope (needs the scope files:write)" },
  });
  const messages = ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"];
  const blocks = { ok: false, error: "invalid_blocks", response_metadata: { messages } };
  expect(JSON.stringify(read(200, blocks))).toContain("/blocks/0/text/text");
});

test("waits as long as Slack asks", () => {
  const body = { ok: false, error: "ratelimited" };
  expect(read(429, body, { "retry-after": "30" })).toMatchObject({
    failure: { kind: "busy", retryAfterMs: 30_000 },
  });
  expect(read(429, "", { "retry-after": "1" })).toMatchObject({ failure: { retryAfterMs: 1_000 } });
});

test.each([
  [500, "", "busy"],
  [502, "<html>", "busy"],
  [401, "", "auth"],
  [403, {}, "auth"],
  [400, {}, "content"],
  [200, "<html>sign in</html>", "unknown"],
  [200, {}, "unknown"],
  [200, { ok: true }, "unknown"],
  [200, null, "unknown"],
])("understands status %i with %j as %s", (status, body, kind) => {
  expect(read(status, body)).toMatchObject({ ok: false, failure: { kind } });
});
