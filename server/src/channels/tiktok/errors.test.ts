import { expect, test } from "vitest";
import { readTiktokReply } from "./errors.ts";

function read(status: number, body: unknown, headers = {}) {
  return readTiktokReply({ status, headers, body });
}

test("learns the id of the message", () => {
  const body = { code: 0, message: "OK", data: { message: { message_id: "7512" } } };
  expect(read(200, body)).toEqual({ ok: true, messageId: "7512" });
  expect(read(200, { ...body, code: 20001 })).toEqual({ ok: true, messageId: "7512" });
});

test("does not say that something was sent whose id is missing", () => {
  for (const body of ["<html>", {}, { code: 0, data: {} }, { code: 0, data: { message: {} } }]) {
    expect(read(200, body)).toMatchObject({ ok: false, failure: { kind: "unknown" } });
  }
});

test.each([
  [40001, "auth"],
  [40002, "content"],
  [40007, "unreachable"],
  [40064, "window"],
  [40104, "auth"],
  [40105, "auth"],
  [40908, "content"],
  [49999, "content"],
])("understands the code %i, which comes with status 200, as %s", (code, kind) => {
  const failure = { kind, code: String(code), message: "No" };
  expect(read(200, { code, message: "No", data: {} })).toEqual({ ok: false, failure });
});

test.each([40016, 40100])("waits a minute after the code %i, as TikTok names no time", (code) => {
  const result = read(200, { code, message: "Too many requests" });
  expect(result).toMatchObject({ failure: { kind: "busy", retryAfterMs: 60_000 } });
  const asked = read(429, { code, message: "Too many requests" }, { "retry-after": "3" });
  expect(asked).toMatchObject({ failure: { kind: "busy", retryAfterMs: 3_000 } });
});

test.each([
  [200, { code: 51065, message: "System error" }],
  [200, { code: 50000, message: "System error" }],
  [503, "unavailable"],
  [429, "slow down"],
])("tries again after status %i %j", (status, body) => {
  expect(read(status, body)).toMatchObject({ failure: { kind: "busy" } });
});

test("reads a gateway's status where there is no code", () => {
  expect(read(401, "who?")).toMatchObject({ failure: { kind: "auth", code: "401" } });
  expect(read(404, "what?")).toMatchObject({ failure: { kind: "content", code: "404" } });
});
