import { giveToPerson } from "@chatloom/runtime";
import { updateMessage } from "./apply-outcome.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { entryMessages } from "./entry-messages.ts";
import type { MessageChange } from "./message-doc.ts";

/**
 * Gives a conversation to a person: cancels what the bot has not begun to send, and stops the bot's timers. The run stays where it
 * is. A send that has begun finishes: it cannot be called back.
 */
export function takenByPerson(conversation: ConversationDoc, now: number): ConversationDoc {
  const calledOff = conversation.outbox.filter(
    (it) =>
      it.state === "queued" &&
      (it.kind === "typing" || (it.kind === "message" && it.author === "bot")),
  );
  const next = calledOff.reduce(
    (before, it) =>
      it.kind === "message"
        ? entryMessages(it).reduce(
            (state, one) => updateMessage(state, one.messageId, tookOver),
            before,
          )
        : before,
    conversation,
  );
  return {
    ...next,
    ...giveToPerson(conversation, now),
    resolved: false,
    queuedAt: undefined,
    takenAt: conversation.handler === "waiting" ? now : conversation.takenAt,
    outbox: conversation.outbox.filter((it) => !calledOff.includes(it)),
    updatedAt: Math.max(conversation.updatedAt, now),
  };
}

const tookOver: MessageChange["set"] = {
  delivery: "failed",
  failure: { code: "conversation.taken-over", message: "A person took over before it was sent" },
};
