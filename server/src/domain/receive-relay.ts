import { defined } from "@chatloom/flows-schema";
import { fitToChannel } from "@chatloom/runtime";
import { addEvent } from "./add-event.ts";
import { addMessage } from "./add-message.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { enqueue } from "./enqueue.ts";
import type { RelayedMessages } from "./inbound-doc.ts";
import { newId } from "./new-id.ts";
import type { TurnContext } from "./turn-draft.ts";

/** Adds messages that another channel of the contact refused to the thread and the outbox, fitted to this channel. */
export function receiveRelay(
  conversation: ConversationDoc,
  { contents, author, channelName, marketing }: RelayedMessages,
  { now, abilities }: TurnContext,
): ConversationDoc {
  const told = addEvent(conversation, "relayed", { type: "bot" }, now, channelName);
  return contents
    .flatMap((content) => fitToChannel(content, abilities))
    .reduce((before, content) => {
      const id = newId();
      const added = addMessage(before, {
        _id: id,
        direction: "outgoing",
        author: { type: author === "bot" ? "bot" : "system" },
        content,
        outboxId: id,
        delivery: "queued",
        ...defined({ marketing: marketing || undefined }),
        relayed: true,
        at: now,
      });
      const entry = {
        id,
        kind: "message",
        state: "queued",
        attempts: 0,
        nextAt: 0,
        messageId: id,
        author,
        content,
        marketing,
        relayed: true,
      } as const;
      return enqueue(added.conversation, entry, now, abilities.messagesPerCall);
    }, told);
}
