import type { MessageContent } from "@chatloom/flows-schema";
import { fitToChannel, returnTime } from "@chatloom/runtime";
import { channelOf } from "../channels/index.ts";
import { Conflict } from "../context/errors.ts";
import { byMember } from "./add-event.ts";
import { addPersonMessage } from "./add-person-message.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import type { ActingMember } from "./hand-over.ts";
import { HandledByMember } from "./handled-by-member.ts";
import type { MessageDoc } from "./message-doc.ts";
import { peopleMayWrite, sendWindow } from "./send-window.ts";
import { takenByPerson } from "./taken-by-person.ts";

/** A reply of a member to the contact. */
export interface NewReply {
  readonly content: MessageContent;
  /** The key that the member's program gave; messages of one key are one reply. */
  readonly key: string;
  /** The message that is answered. */
  readonly answered?: MessageDoc | undefined;
}

/**
 * Adds a member's reply to the thread and the outbox. Throws while the bot or another member owns the conversation, when the channel's
 * window is closed, and when the channel can show nothing of it.
 */
export function addReply(
  conversation: ConversationDoc,
  member: ActingMember,
  reply: NewReply,
  now: number,
): { readonly conversation: ConversationDoc; readonly messages: readonly MessageDoc[] } {
  refuseIfHandledByOther(conversation, member);
  refuseIfImpossible(conversation, reply.content, now);
  return append(owned(conversation, member, now), member, reply, now);
}

/** Refuses a reply while another member answers the contact. */
function refuseIfHandledByOther(
  { handler, assigneeId, assigneeName }: ConversationDoc,
  member: ActingMember,
): void {
  if (handler === "human" && assigneeId && assigneeId !== member.id) {
    throw new HandledByMember(assigneeId, assigneeName ?? "");
  }
}

function refuseIfImpossible(
  conversation: ConversationDoc,
  content: MessageContent,
  now: number,
): void {
  if (conversation.handler === "bot") {
    throw new Conflict(
      "conversation.handled-by-bot",
      "The bot has this conversation; take it over first",
    );
  }
  const abilities = channelOf(conversation.channelType)?.abilities;
  if (!abilities) {
    throw new Conflict("channel.unknown", "This kind of channel is no longer there");
  }
  const window = sendWindow(conversation, abilities, now);
  const isTemplate = content.kind === "template" && abilities.template;
  if (!peopleMayWrite(window, now) && !isTemplate) {
    throw new Conflict(
      "conversation.window-closed",
      "The channel takes no more free messages until the contact writes again",
    );
  }
}

/** A reply to a conversation without an assignee assigns it to its author. */
function owned(conversation: ConversationDoc, member: ActingMember, now: number): ConversationDoc {
  if (conversation.handler === "human") {
    return conversation;
  }
  const taken = takenByPerson(conversation, now);
  return { ...taken, assigneeId: member.id, assigneeName: member.name };
}

function append(
  conversation: ConversationDoc,
  member: ActingMember,
  { content, key, answered }: NewReply,
  now: number,
): { readonly conversation: ConversationDoc; readonly messages: readonly MessageDoc[] } {
  const channel = channelOf(conversation.channelType);
  const contents = channel ? fitToChannel(content, channel.abilities) : [];
  if (contents.length === 0) {
    throw new Conflict(
      "conversation.content-not-possible",
      "The channel can show nothing of this message",
    );
  }
  let next = conversation;
  const messages: MessageDoc[] = [];
  for (const [index, part] of contents.entries()) {
    const reply = {
      author: byMember(member),
      content: part,
      key,
      // Added once, to the first part of the answer.
      answered: index === 0 ? answered : undefined,
      at: now,
    };
    const added = addPersonMessage(next, reply, now, channel?.abilities.messagesPerCall);
    messages.push(added.message);
    next = added.conversation;
  }
  const returnsAt = returnTime(next, now);
  return { conversation: changed(next, { unread: 0, returnsAt, updatedAt: now }), messages };
}
