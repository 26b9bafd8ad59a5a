import type { ChannelEvent } from "../channels/channel.ts";
import { addMessage } from "./add-message.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import type { WaitingInbound } from "./inbound-doc.ts";

/** Adds a message from before to the thread. It starts nothing, is not unread and changes no owner. */
export function receiveHistory(
  conversation: ConversationDoc,
  event: Extract<ChannelEvent, { kind: "message" | "echo" }>,
  media: WaitingInbound["media"],
): ConversationDoc {
  const incoming = event.kind === "message";
  const { contactId, contactName } = conversation;
  const { conversation: next } = addMessage(
    conversation,
    {
      direction: incoming ? "incoming" : "outgoing",
      author: incoming
        ? { type: "contact", id: contactId, name: contactName }
        : { type: event.ours ? "bot" : "otherApp" },
      content: event.content,
      platformId: event.messageId,
      ...(incoming ? (media ?? {}) : { delivery: "sent" }),
      at: event.at,
    },
    { forDesk: false },
  );
  return incoming
    ? changed(next, { lastIncomingAt: Math.max(event.at, conversation.lastIncomingAt ?? 0) })
    : next;
}
