import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../context/server-context.ts";
import {
  hourMs,
  noTraffic,
  slotOf,
  type TrafficCounts,
  type TrafficEntry,
} from "../domain/channel-traffic.ts";
import { countDuration } from "../domain/reports/durations.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import { channelTraffic } from "./channel-traffic-model.ts";
import type { ConnectedAccount } from "./connected-channel.ts";

/** Notes what goes between platforms and this server. Nobody waits for it: entries are stored every few seconds. */
export interface TrafficLog {
  /** `describe` makes the entry; under a rush it is called for some requests only. */
  readonly note: (channel: NotedChannel, counted: Counted, describe: () => TrafficEntry) => void;
  /** Stores what was noted since. */
  readonly flush: () => Promise<void>;
  close(): Promise<void>;
}

type NotedChannel = Pick<ConnectedAccount, "id" | "workspaceId">;

/** The facts of a request that statistics count; only calls have `ms`. */
export type Counted = Pick<TrafficEntry, "direction" | "ok" | "at"> & { readonly ms?: number };

const flushMs = 3_000;
/** Entries of one channel between two flushes; of more, failures come first. */
const mostBetween = 20;
const mostKept = 100;

interface Pending {
  readonly workspaceId: string;
  readonly entries: TrafficEntry[];
  readonly hours: Map<number, TrafficCounts>;
  lastSentAt?: number;
}

/** Made once per server. */
export function createTrafficLog(context: ServerContext): TrafficLog {
  const traffic = channelTraffic(context.connection);
  let pending = new Map<string, Pending>();
  /** The hour that each channel was counted in last. */
  const counted = new Map<string, number>();
  let flushing = Promise.resolve();
  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();

  return {
    note(channel, count, describe) {
      const own: Pending = pending.get(channel.id) ?? {
        workspaceId: channel.workspaceId,
        entries: [],
        hours: new Map(),
      };
      pending.set(channel.id, own);
      add(own, count);
      if (own.entries.length >= mostBetween && !count.ok) {
        const success = own.entries.findIndex((it) => it.ok);
        own.entries.splice(success < 0 ? 0 : success, 1);
      }
      if (own.entries.length < mostBetween) {
        own.entries.push(describe());
      }
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };

  function flush(): Promise<void> {
    flushing = flushing.then(async () => {
      const noted = pending;
      pending = new Map();
      for (const [channelId, own] of noted) {
        await store(channelId, own).catch((error: unknown) =>
          context.log.warn({ err: error, channelId }, "failed to store a channel's traffic"),
        );
      }
    });
    return flushing;
  }

  async function store(channelId: string, own: Pending): Promise<void> {
    const model = traffic.in(own.workspaceId);
    const inc: Record<string, number> = {};
    for (const [hour, counts] of own.hours) {
      const slot = `slots.${slotOf(hour)}`;
      if (counted.get(channelId) !== hour) {
        await openSlot(model, channelId, slot, hour);
        counted.set(channelId, hour);
      }
      const { times = {}, ...plain } = counts;
      for (const [name, value] of Object.entries(plain)) {
        inc[`${slot}.${name}`] = value;
      }
      for (const [name, value] of Object.entries(times)) {
        inc[`${slot}.times.${name}`] = value;
      }
    }
    await model.updateOne(
      { _id: channelId },
      {
        $inc: inc,
        $push: { entries: { $each: own.entries, $slice: -mostKept } },
        ...defined({
          $max: own.lastSentAt === undefined ? undefined : { lastSentAt: own.lastSentAt },
        }),
      },
      { upsert: true },
    );
  }

  /** Empties the place of an hour that still holds yesterday's. */
  async function openSlot(
    model: ReturnType<typeof traffic.in>,
    channelId: string,
    slot: string,
    hour: number,
  ): Promise<void> {
    const yesterdays = { _id: channelId, [`${slot}.at`]: { $ne: hour } };
    const fresh = { at: hour, ...noTraffic };
    try {
      await model.updateOne(yesterdays, { $set: { [slot]: fresh } }, { upsert: true });
    } catch (error) {
      // It was opened already.
      if (!isDuplicateKey(error)) {
        throw error;
      }
    }
  }
}

function add(own: Pending, { direction, ok, at, ms = 0 }: Counted): void {
  const hour = Math.floor(at / hourMs) * hourMs;
  const counts = own.hours.get(hour) ?? { ...noTraffic, times: {} };
  own.hours.set(hour, counts);
  if (direction === "in") {
    counts[ok ? "received" : "refused"] += 1;
    return;
  }
  counts.called += 1;
  counts.ms += ms;
  countDuration(counts.times ?? {}, "all", ms);
  if (ok) {
    own.lastSentAt = Math.max(own.lastSentAt ?? 0, at);
  } else {
    counts.failed += 1;
  }
}
