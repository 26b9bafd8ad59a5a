import type { BroadcastResults } from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import { cameTo } from "../../domain/deliveries.ts";
import { recipients, type StoredBroadcast } from "../../records/broadcast-model.ts";
import { answeredFilter } from "../../records/contact-activities.ts";
import { conversations } from "../../records/conversation-model.ts";
import { countedLinks } from "../../records/counted-link-model.ts";
import { messages } from "../../records/message-model.ts";
import { readPriceTable } from "../../records/price-model.ts";
import { contactsWith, reachedGoal } from "./broadcast-outcomes.ts";

const mostFailures = 20;

/** Counts what came of a broadcast, in contacts, from the messages as they stand. */
export async function broadcastResults(
  connection: Connection,
  broadcast: StoredBroadcast,
): Promise<BroadcastResults> {
  const { _id, workspaceId } = broadcast;
  const broadcastId = String(_id);
  const people = recipients(connection).in(workspaceId);
  const [
    bySkip,
    byDeliveries,
    failures,
    replied,
    waiting,
    costs,
    clicked,
    previews,
    goal,
    optedOut,
    { currency },
  ] = await Promise.all([
    people.aggregate<{ _id: string | null; count: number }>([
      { $match: { broadcastId } },
      { $group: { _id: "$skipped", count: { $sum: 1 } } },
    ]),
    // First what became of the messages of each contact, then how many contacts had the same.
    messages(connection)
      .in(workspaceId)
      .aggregate<{ _id: readonly string[]; count: number }>([
        { $match: { broadcastId } },
        { $group: { _id: "$conversationId", deliveries: { $addToSet: "$delivery" } } },
        { $group: { _id: "$deliveries", count: { $sum: 1 } } },
      ]),
    messages(connection)
      .in(workspaceId)
      .aggregate<{ _id: string | null; message: string | null; count: number }>([
        { $match: { broadcastId, delivery: "failed" } },
        {
          $group: {
            _id: "$failure.code",
            message: { $first: "$failure.message" },
            count: { $sum: 1 },
          },
        },
        { $sort: { count: -1 } },
        { $limit: mostFailures },
      ]),
    conversations(connection)
      .in(workspaceId)
      .count({ ...answeredFilter(broadcastId) }),
    people.count({ broadcastId, dueAt: { $exists: true } }),
    people.aggregate<{ amount: number; unpriced: number }>([
      { $match: { broadcastId, skipped: null } },
      { $group: { _id: null, amount: { $sum: "$cost" }, unpriced: { $sum: "$unpriced" } } },
    ]),
    contactsWith(connection, broadcast, "clicked"),
    countedLinks(connection)
      .in(workspaceId)
      .aggregate<{ previews: number }>([
        { $match: { broadcastId } },
        { $group: { _id: null, previews: { $sum: "$previews" } } },
      ]),
    reachedGoal(connection, broadcast),
    contactsWith(connection, broadcast, "optedOut"),
    readPriceTable(connection, workspaceId),
  ]);
  const having = (...wanted: readonly string[]) =>
    byDeliveries
      .filter(({ _id: deliveries }) => wanted.some((it) => deliveries.includes(it)))
      .reduce((sum, { count }) => sum + count, 0);
  return {
    started: (bySkip.find((it) => it._id === null)?.count ?? 0) - waiting,
    waiting,
    sent: having(...cameTo.sent),
    delivered: having(...cameTo.delivered),
    read: having(...cameTo.read),
    failed: having("failed"),
    unknown: having("unknown"),
    clicked: clicked.length,
    previews: previews[0]?.previews ?? 0,
    replied,
    goal: goal.reached.length,
    optedOut: optedOut.length,
    holdout: {
      contacts: bySkip.find((it) => it._id === "holdout")?.count ?? 0,
      goal: goal.holdout.length,
    },
    cost: { amount: costs[0]?.amount ?? 0, unpriced: costs[0]?.unpriced ?? 0, currency },
    skipped: Object.fromEntries(
      bySkip.flatMap(({ _id: reason, count }) => (reason === null ? [] : [[reason, count]])),
    ),
    failures: failures.map(({ _id, message, count }) => ({
      code: _id ?? "",
      message: message ?? "",
      count,
    })),
  };
}
