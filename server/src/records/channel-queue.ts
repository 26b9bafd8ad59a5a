import type { ChannelAccount } from "@chatloom/api-schema";
import type { ServerContext } from "../context/server-context.ts";
import { conversationsOf } from "./conversation-model.ts";

/** How many conversations wait for a channel, and since when the first of them does. */
export async function channelQueue(
  { connection }: ServerContext,
  channelId: string,
): Promise<ChannelAccount["queue"]> {
  const conversations = conversationsOf(connection);
  const waiting = { channelId, queuedSince: { $exists: true } };
  const [count, oldest] = await Promise.all([
    conversations.countDocuments(waiting),
    conversations
      .find(waiting)
      .project<{ queuedSince: number }>({ queuedSince: 1 })
      .sort({ queuedSince: 1 })
      .limit(1)
      .toArray(),
  ]);
  const [first] = oldest;
  return {
    waiting: count,
    oldestAt: first ? new Date(first.queuedSince).toISOString() : undefined,
  };
}
