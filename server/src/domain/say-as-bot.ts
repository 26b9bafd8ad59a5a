import type { MessageContent } from "@chatloom/flows-schema";
import { addMessage } from "./add-message.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { enqueue } from "./enqueue.ts";
import type { TurnContext } from "./turn-draft.ts";

/** A message that the server says by itself, outside flows. The channel can send its content. */
interface Said {
  readonly id: string;
  readonly content: MessageContent;
  /** Whether it answers nobody; see `OutboxEntry`. */
  readonly campaign?: boolean;
}

/** Adds a message of the bot that belongs to no flow to the thread and the outbox. */
export function sayAsBot(
  conversation: ConversationDoc,
  { now, local, abilities }: TurnContext,
  { id, content, campaign }: Said,
): ConversationDoc {
  const arrived = local && conversation.outbox.length === 0;
  const { conversation: next, message } = addMessage(conversation, {
    direction: "outgoing",
    author: { type: "bot" },
    content,
    outboxId: id,
    delivery: arrived ? "sent" : "queued",
    at: now,
  });
  if (arrived) {
    return next;
  }
  const entry = {
    id,
    kind: "message",
    state: "queued",
    attempts: 0,
    nextAt: 0,
    messageId: message._id,
    author: "bot",
    content,
    campaign,
  } as const;
  return enqueue(next, entry, now, abilities.messagesPerCall);
}
