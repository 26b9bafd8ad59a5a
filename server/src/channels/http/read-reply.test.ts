import { expect, test } from "vitest";
import { readHttpReply } from "./read-reply.ts";

function read(status: number, body: unknown = "", headers = {}) {
  return readHttpReply({ status, headers, body });
}

test("takes the id that the other system gives the message, if it gives one", () => {
  expect(read(200, { messageId: "their-1" })).toEqual({ ok: true, messageId: "their-1" });
  expect(read(201, { messageId: 7 })).toEqual({ ok: true, messageId: "7" });
  expect(read(204)).toEqual({ ok: true, messageId: undefined });
});

test.each([
  [302, "auth"],
  [401, "auth"],
  [403, "auth"],
  [404, "auth"],
  [405, "auth"],
  [400, "content"],
  [422, "content"],
  [410, "unreachable"],
  [408, "busy"],
  [425, "busy"],
  [429, "busy"],
  [500, "busy"],
  [503, "busy"],
])("understands status %i as %s", (status, kind) => {
  expect(read(status)).toMatchObject({ ok: false, failure: { kind, code: String(status) } });
});

test("goes by the reason in the body before the status", () => {
  const error = { kind: "unreachable", code: "gone", message: "The app was uninstalled" };
  for (const status of [200, 400, 503]) {
    expect(read(status, { error })).toEqual({ ok: false, failure: error });
  }
  expect(read(503, { error: { code: "x" } }, { "retry-after": "2" })).toMatchObject({
    failure: { kind: "busy", code: "x", retryAfterMs: 2_000 },
  });
  expect(read(400, { error: { kind: "sulking" } })).toMatchObject({ failure: { kind: "content" } });
});
