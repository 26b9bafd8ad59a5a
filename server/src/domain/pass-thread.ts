import type { ChannelEvent } from "../channels/channel.ts";
import { addEvent } from "./add-event.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { returnToBot } from "./hand-over.ts";
import { takenByPerson } from "./taken-by-person.ts";

type ThreadControl = Extract<ChannelEvent, { kind: "threadControl" }>;

/**
 * Follows the platform's own hand-over: its page inbox or another app takes the conversation, or passes it back to us. A member who
 * took it over here keeps it.
 */
export function passThread(
  conversation: ConversationDoc,
  { owner }: ThreadControl,
  now: number,
): ConversationDoc {
  const author = { type: "otherApp" } as const;
  if (owner === "other") {
    if (conversation.handler === "human") {
      return conversation;
    }
    return addEvent(takenByPerson(conversation, now), "takenOver", author, now);
  }
  const heldHere = conversation.assigneeId !== undefined;
  if (conversation.handler !== "human" || heldHere) {
    return conversation;
  }
  return returnToBot(conversation, author, now);
}
