import { updateMessage } from "./apply-outcome.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import type { MessageChange } from "./message-doc.ts";

/**
 * The conversation once a person owns it: what the bot had not begun to send is called off, and its run stands still where it is. A
 * send that has begun is let finish: it cannot be called back.
 */
export function takenByPerson(conversation: ConversationDoc, now: number): ConversationDoc {
  const calledOff = conversation.outbox.filter(
    (it) => it.state === "queued" && (it.kind === "typing" || it.author === "bot"),
  );
  const next = calledOff.reduce(
    (before, it) =>
      it.kind === "message" ? updateMessage(before, it.messageId, tookOver) : before,
    conversation,
  );
  return {
    ...next,
    handler: "human",
    waitingSince: undefined,
    resolved: false,
    outbox: conversation.outbox.filter((it) => !calledOff.includes(it)),
    updatedAt: Math.max(conversation.updatedAt, now),
  };
}

const tookOver: MessageChange["set"] = {
  delivery: "failed",
  failure: { code: "conversation.taken-over", message: "A person took over before it was sent" },
};
