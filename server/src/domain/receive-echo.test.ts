import type { MessageContent } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { sampleConversation } from "../testing/sample-conversation.ts";
import { receiveEcho } from "./receive-echo.ts";

const now = 1_750_000_000_000;
const button = { type: "url", label: "Open", url: "https://e.org" } as const;
const cards: MessageContent = {
  kind: "cards",
  cards: [
    { title: "Room A", buttons: [button] },
    { title: "Room B", buttons: [button] },
  ],
};
const text = (said: string): MessageContent => ({ kind: "text", text: said });
const image: MessageContent = { kind: "image", url: "https://e.org/a.jpg" };

test.each<{ sent: MessageContent; echoed: MessageContent; ours: boolean }>([
  { sent: text("Hi"), echoed: text("Hi"), ours: true },
  { sent: text("Hi"), echoed: text("I take over"), ours: false },
  { sent: cards, echoed: text("Room A\nRoom B"), ours: true },
  { sent: cards, echoed: { kind: "unsupported", what: "template" }, ours: true },
  { sent: cards, echoed: text("I take over"), ours: false },
  { sent: image, echoed: { ...image, url: "https://cdn.example.org/1" }, ours: true },
  { sent: text("Hi"), echoed: image, ours: false },
])("while $sent is being sent, an echo of $echoed is ours: $ours", ({ sent, echoed, ours }) => {
  const fresh = sampleConversation(now);
  const entry = { id: "1", kind: "message", messageId: "m", content: sent, author: "bot" } as const;
  const sending = { ...entry, state: "sending", attempts: 0, nextAt: 0 } as const;
  const event = { kind: "echo", id: "e", account: undefined, at: now, ours: false } as const;
  const after = receiveEcho(
    { ...fresh, outbox: [sending] },
    { ...event, to: { id: "1" }, messageId: "p", content: echoed },
    now,
  );
  expect(after.handler).toBe(ours ? "bot" : "human");
});
