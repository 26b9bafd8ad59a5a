import { metrics } from "../../context/metrics.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { inboundOf } from "../../records/inbound-model.ts";

const mostCounted = 1_000;

interface Queue {
  readonly _id: string;
  readonly count: number;
  readonly since: number;
}

/** Sets the gauges of what waits in the store. It looks only at what waits. */
export async function measureQueues({ connection, now }: ServerContext): Promise<void> {
  const conversations = conversationsOf(connection);
  const at = now();
  // The index of queues begins with the channel.
  const channels = await channelAccounts(connection).acrossWorkspaces.find({}, { _id: 1 }).lean();
  const [queues, inbound, overdue] = await Promise.all([
    conversations
      .aggregate<Queue>([
        {
          $match: {
            channelId: { $in: channels.map((it) => String(it._id)) },
            queuedSince: { $exists: true },
          },
        },
        {
          $group: { _id: "$channelId", count: { $sum: 1 }, since: { $min: "$queuedSince" } },
        },
      ])
      .toArray(),
    inboundOf(connection)
      .find({ waiting: { $exists: true } })
      .project<{ receivedAt: number }>({ receivedAt: 1 })
      .limit(mostCounted)
      .toArray(),
    conversations.countDocuments({ wakeAt: { $lte: at } }, { limit: mostCounted }),
  ]);
  metrics.queueDepth.reset();
  metrics.queueAge.reset();
  for (const { _id: channel, count, since } of queues) {
    metrics.queueDepth.set({ channel }, count);
    metrics.queueAge.set({ channel }, Math.max(0, at - since) / 1_000);
  }
  metrics.inboundWaiting.set(inbound.length);
  const oldest = inbound.reduce((first, it) => Math.min(first, it.receivedAt), at);
  metrics.inboundAge.set((at - oldest) / 1_000);
  metrics.timersOverdue.set(overdue);
}
