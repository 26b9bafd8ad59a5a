import type { ServerContext } from "../../context/server-context.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { inboundOf } from "../../records/inbound-model.ts";

/** Counting stops here. */
export const mostCounted = 1_000;

/** The conversations that wait for the rate of a channel; `since` (epoch milliseconds) is the first of them. */
interface Queue {
  /** The channel's. */
  readonly _id: string;
  readonly count: number;
  readonly since: number;
}

/** All that waits in the store. */
export interface Queues {
  readonly queues: readonly Queue[];
  /** Some of the events that no turn has taken, at most `mostCounted`. */
  readonly inbound: readonly { readonly channelId: string; readonly receivedAt: number }[];
}

/** Reads what waits, of all workspaces. It looks only at what waits. */
export async function readQueues({ connection }: ServerContext): Promise<Queues> {
  // The index of queues begins with the channel.
  const channels = await channelAccounts(connection).acrossWorkspaces.find({}, { _id: 1 }).lean();
  const [queues, inbound] = await Promise.all([
    conversationsOf(connection)
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
      .project<{ channelId: string; receivedAt: number }>({ channelId: 1, receivedAt: 1 })
      .limit(mostCounted)
      .toArray(),
  ]);
  return { queues, inbound };
}
