import type { ConversationDoc, Derived } from "./conversation-doc.ts";
import { readDerived } from "./derived-text.ts";

/**
 * A conversation as the store holds it. What is still to be derived stands there as one text: it comes and goes with every turn, and
 * nobody searches it.
 */
export type StoredConversation = Omit<ConversationDoc, "derived"> & {
  readonly derived?: string | undefined;
};

/** The conversation as everyone else knows it. */
export function readConversation(stored: StoredConversation): ConversationDoc {
  return wholeConversation(stored, readDerived(stored.derived, stored));
}

/**
 * A conversation with every field in its place, known or not. A turn copies it many times over, and an object of one fixed shape is
 * copied at a fraction of what one costs that grew field by field.
 */
export function wholeConversation(
  known: Omit<ConversationDoc, "derived">,
  derived: Derived,
): ConversationDoc {
  const whole: { readonly [Name in keyof Required<ConversationDoc>]: ConversationDoc[Name] } = {
    _id: known._id,
    workspaceId: known.workspaceId,
    channelId: known.channelId,
    channelType: known.channelType,
    contactId: known.contactId,
    profile: known.profile,
    keys: known.keys,
    address: known.address,
    contactName: known.contactName,
    pictureUrl: known.pictureUrl,
    version: known.version,
    lease: known.lease,
    wakeAt: known.wakeAt,
    handler: known.handler,
    assigneeId: known.assigneeId,
    assigneeName: known.assigneeName,
    resolved: known.resolved,
    waitingSince: known.waitingSince,
    unread: known.unread,
    reachable: known.reachable,
    last: known.last,
    lastIncomingAt: known.lastIncomingAt,
    lastIncomingId: known.lastIncomingId,
    sequence: known.sequence,
    turn: known.turn,
    run: known.run,
    sent: known.sent,
    pace: known.pace,
    position: known.position,
    timers: known.timers,
    outbox: known.outbox,
    calls: known.calls,
    held: known.held,
    createdAt: known.createdAt,
    updatedAt: known.updatedAt,
    derived,
  };
  return whole;
}
