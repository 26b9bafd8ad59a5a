import type { BroadcastOutcome } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import { cameTo } from "../../domain/deliveries.ts";
import { groupsOf } from "../../domain/groups-of.ts";
import { recipients, type StoredBroadcast } from "../../records/broadcast-model.ts";
import { consents } from "../../records/consent-store.ts";
import { answeredFilter } from "../../records/contact-activities.ts";
import { conversations } from "../../records/conversation-model.ts";
import { countedLinks } from "../../records/counted-link-model.ts";
import { messages } from "../../records/message-model.ts";
import { trackedEvents } from "../../records/tracked-event-model.ts";

/** The time after delivery in which events are attributed to a broadcast, in milliseconds. */
const attributedMs = 7 * 86_400_000;
const atOnce = 1_000;
/** The most goals and withdrawals that are looked through. */
const mostEvents = 100_000;

const deliveries: Readonly<Partial<Record<BroadcastOutcome, readonly string[]>>> = {
  ...cameTo,
  failed: ["failed"],
  unknown: ["unknown"],
};

/** Lists the contacts for whom something came of a broadcast, by their ids in order. `code`: only messages that failed for this reason. */
export async function contactsWith(
  connection: Connection,
  broadcast: StoredBroadcast,
  outcome: Exclude<BroadcastOutcome, "started" | "waiting">,
  code?: string,
): Promise<readonly string[]> {
  const { _id, workspaceId } = broadcast;
  const broadcastId = String(_id);
  switch (outcome) {
    case "clicked": {
      const ids = await countedLinks(connection)
        .in(workspaceId)
        .distinct("contactId", { broadcastId, firstClickAt: { $exists: true } });
      return (ids as string[]).sort();
    }
    case "replied": {
      const ids = await conversations(connection)
        .in(workspaceId)
        .distinct("contactId", { ...answeredFilter(broadcastId) });
      return (ids as string[]).sort();
    }
    case "goal":
      return (await reachedGoal(connection, broadcast)).reached;
    case "optedOut": {
      const found = await consents(connection)
        .in(workspaceId)
        .find(
          { purpose: "marketing", state: "withdrawn", at: spanOf(broadcast) },
          { limit: mostEvents, projection: { contactId: 1, at: 1 } },
        );
      return (await attributed(connection, broadcast, found)).reached;
    }
    default: {
      const ids = await messages(connection)
        .in(workspaceId)
        .distinct("conversationId", {
          broadcastId,
          delivery: { $in: deliveries[outcome] ?? [] },
          ...defined({ "failure.code": code }),
        });
      return contactsOf(connection, broadcast, ids as string[]);
    }
  }
}

/** Lists who reached the broadcast's goal within seven days: of those who got it, and of those who got nothing on purpose. */
export async function reachedGoal(
  connection: Connection,
  broadcast: StoredBroadcast,
): Promise<Attributed> {
  const { goal } = broadcast.plan;
  const found = await trackedEvents(connection)
    .in(broadcast.workspaceId)
    .find(
      { event: "goal", at: spanOf(broadcast), ...defined({ name: goal }) },
      { limit: mostEvents, projection: { contactId: 1, at: 1 } },
    );
  return attributed(connection, broadcast, found);
}

interface Attributed {
  readonly reached: readonly string[];
  readonly holdout: readonly string[];
}

/** The time in which events can belong to a broadcast: it may run for weeks. */
function spanOf({ createdAt }: StoredBroadcast) {
  return { $gte: createdAt };
}

async function attributed(
  connection: Connection,
  { _id, workspaceId }: StoredBroadcast,
  events: readonly { readonly contactId: string; readonly at: number }[],
): Promise<Attributed> {
  const times = new Map<string, number[]>();
  for (const { contactId, at } of events) {
    times.set(contactId, [...(times.get(contactId) ?? []), at]);
  }
  const reached: string[] = [];
  const holdout: string[] = [];
  for (const group of groupsOf([...times.keys()].sort(), atOnce)) {
    const found = await recipients(connection)
      .in(workspaceId)
      .find({ _id: { $in: group.map((it) => `${_id}:${it}`) } });
    const by = new Map(found.map((it) => [it.contactId, it]));
    for (const contactId of group) {
      const recipient = by.get(contactId);
      const inTime = times
        .get(contactId)
        ?.some((at) => recipient && at >= recipient.at && at <= recipient.at + attributedMs);
      if (!recipient || !inTime || recipient.dueAt !== undefined) {
        continue;
      }
      if (recipient.skipped === undefined) {
        reached.push(contactId);
      } else if (recipient.skipped === "holdout") {
        holdout.push(contactId);
      }
    }
  }
  return { reached, holdout };
}

async function contactsOf(
  connection: Connection,
  { workspaceId }: StoredBroadcast,
  conversationIds: readonly string[],
): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (const group of groupsOf(conversationIds, atOnce)) {
    const found = await conversations(connection)
      .in(workspaceId)
      .find({ _id: { $in: group } }, { projection: { contactId: 1 } });
    for (const { contactId } of found) {
      ids.add(contactId);
    }
  }
  return [...ids].sort();
}
