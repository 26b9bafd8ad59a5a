import type { TurnDoc } from "../turns/turn-doc.ts";
import { type ConversationDoc, type Derived, nothingDerived } from "./conversation-doc.ts";

/**
 * A conversation as the store holds it. What is still to be derived stands there as one text: it comes and goes with every turn, and
 * nobody searches it.
 */
export type StoredConversation = Omit<ConversationDoc, "derived"> & {
  readonly derived?: string | undefined;
};

/** The conversation as everyone else knows it. */
export function readConversation(stored: StoredConversation): ConversationDoc {
  return wholeConversation(stored, readDerived(stored));
}

function readDerived({ derived, workspaceId }: StoredConversation): Derived {
  if (derived === undefined) return nothingDerived;
  const ofWorkspace = <T>(docs: readonly T[]) => docs.map((it) => ({ ...it, workspaceId }));
  const { messages, turns, deadLetters, ...rest } = JSON.parse(derived) as WrittenDerived;
  return {
    ...rest,
    messages: ofWorkspace(messages),
    turns: ofWorkspace(turns).map((it) => ({ ...it, record: JSON.stringify(it.record) })),
    deadLetters: ofWorkspace(deadLetters),
  };
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

/** What is stored of what is still to be derived; undefined where that is nothing. */
export function writeDerived(derived: Derived): string | undefined {
  if (isNothing(derived)) return undefined;
  const { turns, ...rest } = derived;
  return `${JSON.stringify(rest).slice(0, -1)},"turns":[${turns.map(writeTurn).join()}]}`;
}

/** A record is JSON already: as a text within JSON each of its quotes would be written twice. */
function writeTurn({ record, ...turn }: TurnDoc): string {
  return `${JSON.stringify(turn).slice(0, -1)},"record":${record}}`;
}

/** Derived work as its text says it. */
type WrittenDerived = Omit<Derived, "turns"> & {
  readonly turns: readonly (Omit<TurnDoc, "record"> & { readonly record: unknown })[];
};

/** Whether there is nothing to derive. */
export function isNothing(derived: Derived): boolean {
  return (
    derived.messages.length === 0 &&
    derived.consumed.length === 0 &&
    derived.changes.length === 0 &&
    derived.turns.length === 0 &&
    derived.chores.length === 0 &&
    derived.deadLetters.length === 0
  );
}
