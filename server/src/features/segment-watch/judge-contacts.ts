import { botMayAct } from "@chatloom/runtime";
import type { Connection, mongo } from "mongoose";
import type { Candidate } from "../../domain/choose-conversation.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { newId } from "../../domain/new-id.ts";
import { matchingAmong } from "../../records/find-matching.ts";
import { reachableConversations } from "../../records/reachable-conversations.ts";
import {
  memberId,
  type SegmentMember,
  segmentMembersOf,
  type WatchedSegment,
} from "../../records/segment-watch-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import type { Judge } from "./load-judges.ts";
import type { SegmentChange } from "./named-segments.ts";

/** A watched segment with what decides about its members, and the changes that start a flow. */
export interface Watch {
  readonly watched: WatchedSegment;
  readonly judge: Judge;
  readonly startsOn: ReadonlySet<SegmentChange>;
}

/** Whether the contacts come from the sweep, which makes the baseline. */
export type Occasion = "sweep" | "change";

const dayMs = 86_400_000;
/** Two flows that undo each other's condition would talk to a contact for ever. */
const mostADay = 6;

interface Transition {
  readonly watch: Watch;
  readonly contact: ContactDoc;
  readonly stored: SegmentMember | undefined;
  readonly enters: boolean;
  /** It belongs to the baseline. */
  readonly silent: boolean;
}

/**
 * Compares what is stored about the memberships of some contacts with what their conditions say, and stores the differences. An entry
 * or exit that flows start on is stored with what is to be told, in the same write. Doing it again changes nothing. Answers whether there
 * may be something to tell.
 */
export async function judgeContacts(
  connection: Connection,
  workspaceId: ObjectId,
  watches: readonly Watch[],
  contacts: readonly ContactDoc[],
  { occasion, now }: { readonly occasion: Occasion; readonly now: number },
): Promise<boolean> {
  if (contacts.length === 0 || watches.length === 0) {
    return false;
  }
  const collection = segmentMembersOf(connection);
  const ids = contacts.map((it) => it._id);
  const found = await collection.find({ workspaceId, contactId: { $in: ids } }).toArray();
  const stored = new Map(found.map((it) => [it._id, it]));
  const transitions: Transition[] = [];
  for (const watch of watches) {
    const { watched, judge } = watch;
    const matching = await matchingAmong(connection, workspaceId, judge.compiled, contacts);
    const inside = new Set(matching.map((it) => it._id));
    for (const contact of contacts) {
      const member = stored.get(memberId(watched.id, contact._id));
      const enters = inside.has(contact._id);
      const silent = !isKnown(watched, contact);
      // The sweep comes to a contact whom the baseline has not reached.
      if (enters !== (member?.inside ?? false) && (occasion === "sweep" || !silent)) {
        transitions.push({ watch, contact, stored: member, enters, silent });
      }
    }
  }
  const telling = new Set(transitions.filter((it) => startsFlow(it, now)));
  const tellingIds = [...new Set([...telling].map((it) => it.contact._id))];
  const reachable =
    telling.size === 0
      ? new Map<string, readonly Candidate[]>()
      : await reachableConversations(connection, workspaceId, tellingIds);
  const changing = new Set(transitions.map((it) => it.stored?._id));
  const outdated = found.filter((it) => isOutdated(it, now) && !changing.has(it._id));
  const writes = [
    ...transitions.map((it) => {
      const own = telling.has(it) ? (reachable.get(it.contact._id) ?? []) : [];
      return writeOf(workspaceId, it, conversationFor(own), now);
    }),
    ...outdated.map(({ _id }) => ({ deleteOne: { filter: { _id, inside: false, pending } } })),
  ];
  if (writes.length > 0) {
    await collection.bulkWrite(writes, { ordered: false });
  }
  return telling.size > 0;
}

/** The condition that a membership has no pending transition. */
const pending = { $exists: false } as const;

/** A contact who was there when watching began is known once the baseline has reached them; a newer one always is. */
function isKnown({ knownTo, since }: WatchedSegment, { _id, createdAt }: ContactDoc): boolean {
  return knownTo === undefined || _id <= knownTo || createdAt >= since;
}

function startsFlow({ watch, contact, stored, enters, silent }: Transition, now: number): boolean {
  const change = enters ? "segmentEntered" : "segmentLeft";
  const toldLately = lately(stored?.toldAt ?? [], now).length;
  return !silent && !contact.blocked && watch.startsOn.has(change) && toldLately < mostADay;
}

/** Prefers the newest conversation in which the bot may speak. In one that people have, flows start when they give it back. */
function conversationFor(own: readonly Candidate[]): Candidate | undefined {
  return own.find((it) => botMayAct(it) || it.resolved) ?? own[0];
}

/** An exit is kept for a day, because it counts for the limit of that day. */
function isOutdated({ inside, toldAt }: SegmentMember, now: number): boolean {
  return !inside && lately(toldAt, now).length === 0;
}

function lately(moments: readonly number[], now: number): readonly number[] {
  return moments.filter((it) => it > now - dayMs);
}

/** The guards leave alone what another process wrote since these contacts were read. */
function writeOf(
  workspaceId: ObjectId,
  { watch, contact, stored, enters }: Transition,
  conversation: Candidate | undefined,
  now: number,
): mongo.AnyBulkWriteOperation<SegmentMember> {
  const { id: watchId, segmentId } = watch.watched;
  const _id = memberId(watchId, contact._id);
  const told = conversation && { id: newId(), conversationId: conversation._id };
  const toldAt = [...lately(stored?.toldAt ?? [], now), ...(told ? [now] : [])];
  const facts = { inside: enters, toldAt, pending: told };
  if (!stored) {
    const made = { workspaceId, watchId, segmentId, contactId: contact._id, ...facts };
    return { updateOne: { filter: { _id }, update: { $setOnInsert: made }, upsert: true } };
  }
  if (!enters && toldAt.length === 0) {
    return { deleteOne: { filter: { _id, inside: true, pending } } };
  }
  return { updateOne: { filter: { _id, inside: !enters, pending }, update: { $set: facts } } };
}
