import type { BroadcastResults } from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import { recipients, type StoredBroadcast } from "../../records/broadcast-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { messages } from "../../records/message-model.ts";

const mostFailures = 20;

/** Counts what came of a broadcast, in contacts, from the messages as they stand. */
export async function broadcastResults(
  connection: Connection,
  { _id, workspaceId }: StoredBroadcast,
): Promise<BroadcastResults> {
  const broadcastId = String(_id);
  const [bySkip, byDeliveries, failures, replied] = await Promise.all([
    recipients(connection)
      .in(workspaceId)
      .aggregate<{ _id: string | null; count: number }>([
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
      .count({ "broadcast.id": broadcastId, "broadcast.repliedAt": { $exists: true } }),
  ]);
  const having = (...wanted: readonly string[]) =>
    byDeliveries
      .filter(({ _id: deliveries }) => wanted.some((it) => deliveries.includes(it)))
      .reduce((sum, { count }) => sum + count, 0);
  return {
    started: bySkip.find((it) => it._id === null)?.count ?? 0,
    sent: having("sent", "delivered", "read"),
    delivered: having("delivered", "read"),
    read: having("read"),
    failed: having("failed"),
    replied,
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
