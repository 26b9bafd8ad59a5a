import { expect, test } from "vitest";
import type { ForwardRequest, HttpReply } from "../desk.ts";
import { livechat } from "./desk.ts";

const settings = {
  apiBaseUrl: "https://api.example.org",
  accountId: "a",
  accessToken: "fra:t",
  agentId: "chatloom@example.org",
  groupId: "0",
  webhookSecret: "s",
};
const request: ForwardRequest = {
  id: "entry-1",
  conversationId: "65a1b2c3d4e5f60718293a4b",
  again: false,
  at: 0,
  case: { id: "CHAT", memory: {} },
  author: "contact",
  authorName: "Ann",
  text: "My bill",
  file: { url: "https://e.org/f", fileName: "bill.pdf", mimeType: "application/pdf", fileId: "f1" },
};

function reply(body: unknown, status = 200): HttpReply {
  return { status, headers: {}, body };
}

function callAfter(replies: readonly HttpReply[], change: Partial<ForwardRequest> = {}) {
  const step = livechat.forward({ ...request, ...change }, settings, replies);
  return "call" in step ? { ...step.call, action: actionOf(step.call.url) } : { done: step.done };
}

function actionOf(url: string): string | undefined {
  return url.split("/").at(-1);
}

test("uploads a contact's file, and writes text and file as two events", () => {
  const uploaded = reply({ url: "https://cdn.example.org/bill.pdf" });
  expect(callAfter([])).toMatchObject({
    action: "upload_file",
    headers: { "x-region": "fra" },
    upload: { field: "file", fileId: "f1", fileName: "bill.pdf" },
  });
  expect(callAfter([uploaded])).toMatchObject({
    action: "send_event",
    json: { event: { type: "message", text: "Ann: My bill", custom_id: "entry-1:text" } },
  });
  expect(callAfter([uploaded, reply({ event_id: "E1" })])).toMatchObject({
    json: {
      event: { type: "file", url: "https://cdn.example.org/bill.pdf", custom_id: "entry-1" },
    },
  });
  const done = [uploaded, reply({ event_id: "E1" }), reply({ event_id: "E2" })];
  expect(callAfter(done)).toEqual({ done: { written: ["E1", "E2"] } });
});

test("gives the address of a file that LiveChat does not take", () => {
  const refused = reply({ error: { type: "entity_too_large" } }, 413);
  expect(callAfter([refused])).toMatchObject({
    json: { event: { type: "message", text: "Ann: My bill\nhttps://e.org/f" } },
  });
});

test("writes only what an earlier attempt did not write", () => {
  const events = [{ id: "E1", custom_id: "entry-1:text" }];
  const found = reply({ threads: [{ id: "T", events }] });
  const uploaded = reply({ url: "https://cdn.example.org/bill.pdf" });
  expect(callAfter([], { again: true })).toMatchObject({ action: "list_threads" });
  expect(callAfter([found, uploaded], { again: true })).toMatchObject({
    json: { event: { type: "file" } },
  });
  const whole = reply({ threads: [{ events: [...events, { id: "E2", custom_id: "entry-1" }] }] });
  expect(callAfter([whole], { again: true })).toEqual({ done: { written: ["E1", "E2"] } });
});

test("starts a chat that LiveChat archived again, and joins one that it left", () => {
  const { file: _, ...text } = request;
  const inactive = reply({ error: { type: "chat_inactive" } }, 422);
  const actions = (replies: readonly HttpReply[]) => {
    const step = livechat.forward(text, settings, replies);
    return "call" in step ? actionOf(step.call.url) : undefined;
  };
  expect(actions([inactive])).toBe("resume_chat");
  expect(actions([inactive, reply({})])).toBe("transfer_chat");
  expect(actions([inactive, reply({}), reply({})])).toBe("add_user_to_chat");
  expect(actions([inactive, reply({}), reply({}), reply({})])).toBe("send_event");
  const stranger = reply({ error: { type: "authorization" } }, 403);
  expect(actions([stranger])).toBe("add_user_to_chat");
  expect(actions([stranger, reply({})])).toBe("send_event");
});
