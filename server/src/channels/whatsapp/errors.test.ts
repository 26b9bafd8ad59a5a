import { expect, test } from "vitest";
import { readWhatsappReply } from "./errors.ts";

function refused(status: number, error: object, headers = {}) {
  const result = readWhatsappReply({ status, headers, body: { error } });
  return result.ok ? undefined : result.failure;
}

test("takes the message's id from an acceptance", () => {
  const body = {
    messaging_product: "whatsapp",
    contacts: [{ input: "+1650", wa_id: "1650" }],
    messages: [{ id: "wamid.A", message_status: "accepted" }],
  };
  expect(readWhatsappReply({ status: 200, headers: {}, body })).toEqual({
    ok: true,
    messageId: "wamid.A",
  });
});

test.each([
  [0, "auth"],
  [3, "auth"],
  [10, "auth"],
  [190, "auth"],
  [200, "auth"],
  [299, "auth"],
  [131005, "auth"],
  [131045, "auth"],
  [1, "busy"],
  [2, "busy"],
  [4, "busy"],
  [80007, "busy"],
  [130429, "busy"],
  [131000, "busy"],
  [131016, "busy"],
  [131056, "busy"],
  [131057, "busy"],
  [131047, "window"],
  [131026, "unreachable"],
  [131030, "unreachable"],
  [33, "content"],
  [100, "content"],
  [131008, "content"],
  [131009, "content"],
  [131021, "content"],
  [131051, "content"],
  [131052, "content"],
  [131053, "content"],
  [131062, "content"],
  [132000, "content"],
  [132001, "content"],
  [132005, "content"],
  [132012, "content"],
  [368, "policy"],
  [130472, "policy"],
  [130497, "policy"],
  [131031, "auth"],
  [131037, "policy"],
  [131042, "auth"],
  [131048, "policy"],
  [131049, "policy"],
  [131050, "policy"],
  [132007, "policy"],
  [132015, "policy"],
  [132016, "policy"],
  [132068, "policy"],
  [133016, "policy"],
  [999999, "content"],
])("understands code %i as %s", (code, kind) => {
  expect(refused(400, { code, message: "m" })).toMatchObject({ kind, code: String(code) });
});

test.each([
  [500, null, "busy"],
  [503, "<html>", "busy"],
  [429, {}, "busy"],
  [401, {}, "auth"],
  [404, "Not Found", "content"],
])("goes by status %i where there is no error object", (status, body, kind) => {
  const result = readWhatsappReply({ status, headers: {}, body });
  expect(result).toMatchObject({ ok: false, failure: { kind, code: String(status) } });
});

test("takes an unknown code for busy when Meta calls it transient", () => {
  expect(refused(400, { code: 7777, is_transient: true, message: "m" })?.kind).toBe("busy");
});

test("tells members the details", () => {
  const error = { code: 131009, message: "Bad value", error_data: { details: "text too long" } };
  expect(refused(400, error)?.message).toBe("Bad value: text too long");
});

test("waits four times longer each time for one person's rate", () => {
  const body = { error: { code: 131056, message: "pair" } };
  const waits = [0, 1, 2, 3].map((attempt) => {
    const result = readWhatsappReply({ status: 400, headers: {}, body }, attempt);
    return result.ok ? undefined : result.failure.retryAfterMs;
  });
  expect(waits).toEqual([1_000, 4_000, 16_000, 64_000]);
});

test("begins with half a minute when the app or account is over its rate", () => {
  expect(refused(400, { code: 80007, message: "m" })?.retryAfterMs).toBe(30_000);
  expect(refused(400, { code: 4, message: "m" }, { "retry-after": "3" })?.retryAfterMs).toBe(3_000);
});
