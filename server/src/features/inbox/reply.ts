import type { MessageContent } from "@chatloom/flows-schema";
import { fitToChannel, returnTime } from "@chatloom/runtime";
import { channelOf } from "../../channels/index.ts";
import { Conflict, NotFound } from "../../context/errors.ts";
import { byMember } from "../../domain/add-event.ts";
import { addMessage } from "../../domain/add-message.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { enqueue } from "../../domain/enqueue.ts";
import type { ActingMember } from "../../domain/hand-over.ts";
import { HandledByMember } from "../../domain/handled-by-member.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { newId } from "../../domain/new-id.ts";
import { peopleMayWrite, sendWindow } from "../../domain/send-window.ts";
import { takenByPerson } from "../../domain/taken-by-person.ts";
import { withUnwritten } from "../../domain/with-unwritten.ts";
import { type ChangeParts, changeConversation } from "../../pipeline/turn/change-conversation.ts";
import { messagesOf } from "../../records/message-model.ts";

/** A member's reply; the same key is the same reply. */
export interface Reply {
  readonly content: MessageContent;
  readonly key: string;
  /** The message of the thread that is answered. */
  readonly replyTo?: string | undefined;
}

/**
 * Puts a person's reply into the thread and the outbox. Refused while the bot or another member owns the conversation, when the channel's
 * window is closed, and when the channel can show nothing of it.
 */
export async function reply(
  parts: ChangeParts,
  conversation: ConversationDoc,
  member: ActingMember,
  { content, key, replyTo }: Reply,
): Promise<{ readonly conversation: ConversationDoc; readonly messages: readonly MessageDoc[] }> {
  const { context } = parts;
  const answered =
    replyTo === undefined ? undefined : await messageOf(parts, conversation, replyTo);
  let messages: readonly MessageDoc[] = [];
  const written = await changeConversation(parts, conversation, async (state) => {
    messages = await writtenBefore(parts, state, key);
    if (messages.length > 0) {
      return state;
    }
    refuseIfHandledByOther(state, member);
    refuseIfImpossible(state, content, context.now());
    const added = addReply(
      owned(state, member, context.now()),
      member,
      { content, key, answered },
      context.now(),
    );
    messages = added.messages;
    return added.conversation;
  });
  return { conversation: written, messages };
}

async function messageOf(
  { context }: ChangeParts,
  { _id: conversationId, pendingWrites }: ConversationDoc,
  _id: string,
): Promise<MessageDoc> {
  const written = await messagesOf(context.connection).findOne({ _id, conversationId });
  const found = written ?? pendingWrites.messages.find((it) => it._id === _id);
  if (!found) {
    throw new NotFound("message");
  }
  return found;
}

async function writtenBefore(
  { context }: ChangeParts,
  conversation: ConversationDoc,
  key: string,
): Promise<readonly MessageDoc[]> {
  const written = await messagesOf(context.connection)
    .find({ conversationId: conversation._id, key })
    .sort({ sequence: 1 })
    .toArray();
  return withUnwritten(written, conversation, (it) => it.key === key);
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

function addReply(
  conversation: ConversationDoc,
  member: ActingMember,
  {
    content,
    key,
    answered,
  }: Pick<Reply, "content" | "key"> & { readonly answered: MessageDoc | undefined },
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
    const _id = newId();
    // Added once, to the first part of the answer.
    const quoted = index === 0 ? answered : undefined;
    const added = addMessage(next, {
      _id,
      direction: "outgoing",
      author: byMember(member),
      content: part,
      key,
      outboxId: _id,
      delivery: "queued",
      replyTo: quoted ? quoted._id : undefined,
      at: now,
    });
    const entry = {
      id: _id,
      kind: "message",
      state: "queued",
      attempts: 0,
      nextAt: 0,
      messageId: _id,
      author: "human",
      content: part,
      replyTo: quoted?.platformId,
    } as const;
    messages.push(added.message);
    next = enqueue(added.conversation, entry, now, channel?.abilities.messagesPerCall);
  }
  const returnsAt = returnTime(next, now);
  return { conversation: changed(next, { unread: 0, returnsAt, updatedAt: now }), messages };
}
