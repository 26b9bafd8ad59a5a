import { expect, test } from "vitest";
import { readSendReply } from "./read-send-reply.ts";

test("takes the message's id from an acceptance", () => {
  const body = { recipient_id: "1", message_id: "m_1" };
  expect(readSendReply({ status: 200, headers: {}, body })).toEqual({
    ok: true,
    messageId: "m_1",
  });
});

test.each([
  [190, 463, "auth"],
  [10, undefined, "auth"],
  [230, undefined, "auth"],
  [10, 2018278, "window"],
  [10, 2018065, "window"],
  [10, 2534022, "window"],
  [551, undefined, "unreachable"],
  [551, 1545041, "unreachable"],
  [200, 1545041, "unreachable"],
  [10, 1545041, "window"],
  [10, 2018108, "unreachable"],
  [10, 1893063, "policy"],
  [100, 2018001, "unreachable"],
  [100, 2018008, "content"],
  [100, 2018047, "content"],
  [100, 2018014, "content"],
  [100, undefined, "content"],
  [200, 2018028, "unreachable"],
  [2018300, undefined, "policy"],
  [100, 2018300, "policy"],
  [613, 2018338, "policy"],
  [613, undefined, "busy"],
  [4, undefined, "busy"],
  [32, undefined, "busy"],
  [1, undefined, "busy"],
  [2, undefined, "busy"],
  [1200, undefined, "busy"],
  [9000001, undefined, "unreachable"],
  [368, undefined, "policy"],
])("understands code %i with subcode %s as %s", (code, error_subcode, kind) => {
  const body = { error: { code, error_subcode, message: "m" } };
  const result = readSendReply({ status: 400, headers: {}, body });
  expect(result).toMatchObject({ ok: false, failure: { kind } });
});
