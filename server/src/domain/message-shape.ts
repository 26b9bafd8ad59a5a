import type { MessageDoc } from "./message-doc.ts";

/** Which message it is, and where it stands. */
export type MessagePlace = Pick<
  MessageDoc,
  "_id" | "workspaceId" | "channelId" | "conversationId" | "sequence"
>;

/** A message with every field in its place, known or not: one fixed shape, for the reason that `wholeConversation` tells. */
export function wholeMessage(
  known: Omit<MessageDoc, keyof MessagePlace>,
  place: MessagePlace,
): MessageDoc {
  const whole: { readonly [Name in keyof Required<MessageDoc>]: MessageDoc[Name] } = {
    _id: place._id,
    workspaceId: place.workspaceId,
    channelId: place.channelId,
    conversationId: place.conversationId,
    sequence: place.sequence,
    direction: known.direction,
    author: known.author,
    event: known.event,
    content: known.content,
    sealed: known.sealed,
    platformId: known.platformId,
    outboxId: known.outboxId,
    key: known.key,
    delivery: known.delivery,
    failure: known.failure,
    tries: known.tries,
    transcript: known.transcript,
    file: known.file,
    reactions: known.reactions,
    edited: known.edited,
    deleted: known.deleted,
    flowId: known.flowId,
    nodeId: known.nodeId,
    broadcastId: known.broadcastId,
    counted: known.counted,
    marketing: known.marketing,
    relayed: known.relayed,
    replyTo: known.replyTo,
    mentions: known.mentions,
    sources: known.sources,
    turn: known.turn,
    version: known.version ?? 1,
    at: known.at,
  };
  return whole;
}

/** The message with some fields changed, see `changed` of conversations. */
export function changedMessage(message: MessageDoc, changes: Partial<MessageDoc>): MessageDoc {
  return Object.assign(wholeMessage(message, message), changes);
}
