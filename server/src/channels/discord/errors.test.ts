import { expect, test } from "vitest";
import { readDiscordReply } from "./errors.ts";

function read(status: number, body: unknown, headers = {}) {
  return readDiscordReply({ status, headers, body });
}

test("learns the message's id", () => {
  const body = { id: "1400000000000000009", channel_id: "1400000000000000777" };
  expect(read(200, body)).toEqual({ ok: true, messageId: "1400000000000000009" });
});

test.each([
  [404, 10_003, "unreachable"],
  [404, 10_004, "unreachable"],
  [404, 10_013, "unreachable"],
  [403, 50_001, "unreachable"],
  [403, 50_007, "unreachable"],
  [400, 50_008, "unreachable"],
  [403, 50_278, "unreachable"],
  [404, 10_008, "token"],
  [404, 10_015, "token"],
  [404, 10_062, "token"],
  [400, 40_060, "token"],
  [401, 50_027, "token"],
  [400, 20_016, "busy"],
  [429, 20_028, "busy"],
  [400, 40_003, "busy"],
  [403, 50_013, "policy"],
  [403, 40_094, "policy"],
  [400, 200_000, "policy"],
  [400, 50_006, "content"],
  [400, 50_035, "content"],
  [413, 40_005, "content"],
  [400, 99_999, "content"],
  [401, 40_001, "auth"],
  [401, 50_014, "auth"],
])("understands status %i with the code %i as %s", (status, code, kind) => {
  const failure = { kind, code: String(code), message: "Discord refused: no" };
  expect(read(status, { code, message: "no" })).toEqual({ ok: false, failure });
});

test.each([
  [401, { code: 0, message: "401: Unauthorized" }, "auth"],
  [403, "", "policy"],
  [404, {}, "content"],
  [500, "", "busy"],
  [502, "<html>", "busy"],
  [200, "<html>", "unknown"],
  [200, [], "unknown"],
  [204, "", "unknown"],
])("understands status %i with %j as %s", (status, body, kind) => {
  expect(read(status, body)).toMatchObject({ ok: false, failure: { kind } });
});

test("waits as long as the bucket that is used up asks", () => {
  const body = { message: "You are being rate limited.", retry_after: 0.651, global: false };
  const headers = { "retry-after": "1", "x-ratelimit-scope": "user" };
  expect(read(429, body, headers)).toMatchObject({ failure: { kind: "busy", retryAfterMs: 651 } });
  expect(read(429, "", headers)).toMatchObject({ failure: { kind: "busy", retryAfterMs: 1_000 } });
});

test("names the fields that Discord finds fault with", () => {
  const errors = {
    components: {
      0: { components: { 1: { label: { _errors: [{ code: "X", message: "Too long" }] } } } },
    },
  };
  const result = read(400, { code: 50_035, message: "Invalid Form Body", errors });
  expect(result).toMatchObject({
    failure: {
      message: "Discord refused: Invalid Form Body; components.0.components.1.label: Too long",
    },
  });
});
