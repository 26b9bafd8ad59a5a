import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import { bridgeLinks } from "../../records/bridge-model.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import type { ConversationStore } from "../../records/conversation-store.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import type { ProcessRegistry } from "../../store/process-registry.ts";

/** Comes back to what must be done though nothing arrives: timers, retries, and whatever a dead process left. */
export interface Clock {
  /** Frees what dead processes held, and begins all that is overdue. */
  readonly repair: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

/** The services that the clock uses. */
export interface ClockParts {
  readonly context: ServerContext;
  readonly registry: ProcessRegistry;
  readonly conversations: ConversationStore;
  readonly inbound: InboundStore;
  readonly wakeConversation: (conversation: ConversationDoc) => void;
  /** Events nobody has processed yet. */
  readonly overdue: (events: readonly WaitingInbound[]) => void;
}

const tickMs = 500;
const sweepEvery = 4;
/** Whoever stored an event processes it well within this time. */
const overdueMs = 2_000;
const mostAtOnce = 500;

/** Made once per server. It looks a little ahead, so that timers fire on their moment. */
export function createClock(parts: ClockParts): Clock {
  const { context, registry, conversations, inbound } = parts;
  let ticks = 0;
  let stopped = true;
  let ticking = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const planned = new Map<string, NodeJS.Timeout>();

  return {
    async repair() {
      await freeDead();
      await conversations.wakeQueued(undefined, context.now());
      await wakeDue();
      parts.overdue(await inbound.waiting(mostAtOnce, await pausedChannels()));
    },
    start() {
      stopped = false;
      plan();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      for (const timeout of planned.values()) {
        clearTimeout(timeout);
      }
      planned.clear();
      await ticking;
    },
  };

  function plan(): void {
    if (stopped) {
      return;
    }
    timer = setTimeout(() => {
      ticking = tick()
        .catch((error: unknown) => context.log.error({ err: error }, "the clock missed a beat"))
        .finally(plan);
    }, tickMs);
    timer.unref();
  }

  async function tick(): Promise<void> {
    ticks += 1;
    const sweeps = ticks % sweepEvery === 0;
    if (sweeps) {
      await registry.beat();
    }
    await wakeDue();
    if (!sweeps) {
      return;
    }
    await freeDead();
    const before = context.now() - overdueMs;
    const waiting = await inbound.waiting(mostAtOnce, await pausedChannels());
    parts.overdue(waiting.filter((it) => it.receivedAt < before));
  }

  async function wakeDue(): Promise<void> {
    const now = context.now();
    for (const conversation of await conversations.dueBy(now + tickMs, mostAtOnce)) {
      const { _id: id, wakeAt = 0 } = conversation;
      if (wakeAt <= now) {
        parts.wakeConversation(conversation);
      } else if (!planned.has(id)) {
        planned.set(
          id,
          setTimeout(() => void due(id), wakeAt - now),
        );
      }
    }
  }

  async function due(id: string): Promise<void> {
    planned.delete(id);
    try {
      const conversation = await conversations.byId(id);
      if (conversation && !stopped) {
        parts.wakeConversation(conversation);
      }
    } catch (error) {
      context.log.error({ err: error, conversationId: id }, "a timer could not be looked at");
    }
  }

  /** Lists channels whose conversations wait until the channel resumes. */
  async function pausedChannels(): Promise<readonly string[]> {
    const paused = await channelAccounts(context.connection)
      .acrossWorkspaces.find({ paused: true }, { _id: 1 })
      .lean();
    return paused.map((it) => String(it._id));
  }

  /** Frees the leases of processes that have certainly ended. */
  async function freeDead(): Promise<void> {
    const dead = await registry.findDead();
    if (dead.length === 0) {
      return;
    }
    context.log.warn({ dead }, "processes ended without releasing what they held");
    await conversationsOf(context.connection).updateMany(
      { wakeAt: { $exists: true }, "lease.owner": { $in: [...dead] } },
      { $set: { wakeAt: 0, "lease.until": 0 }, $inc: { version: 1 } },
    );
    await bridgeLinks(context.connection).acrossWorkspaces.updateMany(
      { owner: { $in: [...dead] } },
      { $set: { until: 0 } },
    );
  }
}
