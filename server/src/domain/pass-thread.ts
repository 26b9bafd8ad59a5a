import type { ChannelEvent } from "../channels/channel.ts";
import { addEvent } from "./add-event.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
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
  // The platform repeats what we told it.
  if (conversation.toldOwner === owner) {
    return conversation;
  }
  const told =
    conversation.toldOwner === undefined
      ? conversation
      : changed(conversation, { toldOwner: owner });
  if (owner === "other") {
    if (conversation.handler === "human") {
      return told;
    }
    return addEvent(takenByPerson(told, now), "takenOver", author, now);
  }
  const heldHere = conversation.assigneeId !== undefined;
  const withPeople =
    conversation.handler === "human" ||
    // Its agents were told, and gave it back without a word.
    (conversation.handler === "waiting" && conversation.toldOwner === "other");
  return withPeople && !heldHere ? returnToBot(told, author, now) : told;
}
