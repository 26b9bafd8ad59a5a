import { metrics } from "../../context/metrics.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { mostCounted, readQueues } from "./read-queues.ts";

/** Sets the gauges of what waits in the store. */
export async function measureQueues(context: ServerContext): Promise<void> {
  const at = context.now();
  const [{ queues, inbound }, overdue] = await Promise.all([
    readQueues(context),
    conversationsOf(context.connection).countDocuments(
      { wakeAt: { $lte: at } },
      { limit: mostCounted },
    ),
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
