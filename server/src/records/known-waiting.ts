import type { InboundDoc, WaitingInbound } from "../domain/inbound-doc.ts";

/** All events that wait, as long as this process alone stores and processes them. */
export interface KnownWaiting {
  /** What waits under these keys; undefined where only the store knows. */
  readonly of: (keys: readonly string[]) => readonly WaitingInbound[] | undefined;
  /** They were stored. */
  readonly added: (events: readonly InboundDoc[]) => void;
  /** They are done with, and the store knows. */
  readonly done: (ids: readonly string[]) => void;
  /** Whether something was stored is not certain. */
  readonly doubt: () => void;
}

/** More than this is left to the store alone. */
const mostKnown = 5_000;

/**
 * Knows nothing while `solitude` is undefined (see `ProcessRegistry`); else everything, once `load` has told what waited before: at
 * most as many events as it is asked for.
 */
export function createKnownWaiting(
  solitude: () => number | undefined,
  load: (most: number) => Promise<readonly WaitingInbound[]>,
): KnownWaiting {
  const byId = new Map<string, WaitingInbound>();
  const byKey = new Map<string, WaitingInbound[]>();
  /** The solitude of which everything is known. */
  let complete: number | undefined;
  /** While the store is asked: what was done with meanwhile. */
  let loading: Set<string> | undefined;

  return {
    of(keys) {
      const present = solitude();
      if (present === undefined || complete !== present) {
        if (present !== undefined && loading === undefined) void learn(present);
        return undefined;
      }
      return keys.flatMap((key) => byKey.get(key) ?? []);
    },
    added(events) {
      if (complete === undefined && loading === undefined) return;
      for (const event of events) if (isWaiting(event)) keep(event);
      if (byId.size > mostKnown) forget();
    },
    done(ids) {
      for (const id of ids) {
        loading?.add(id);
        drop(id);
      }
    },
    doubt: forget,
  };

  async function learn(present: number): Promise<void> {
    forget();
    const doneMeanwhile = new Set<string>();
    loading = doneMeanwhile;
    try {
      const found = await load(mostKnown);
      if (loading !== doneMeanwhile || found.length >= mostKnown || solitude() !== present) return;
      for (const event of found) if (!doneMeanwhile.has(event._id)) keep(event);
      complete = present;
    } catch {
      // Whoever needs it looks into the store, and meets what is wrong there.
    } finally {
      if (loading === doneMeanwhile) {
        loading = undefined;
        if (complete !== present) forget();
      }
    }
  }

  function keep(event: WaitingInbound): void {
    if (byId.has(event._id)) return;
    byId.set(event._id, event);
    byKey.set(event.waiting, [...(byKey.get(event.waiting) ?? []), event]);
  }

  function drop(id: string): void {
    const event = byId.get(id);
    if (!event) return;
    byId.delete(id);
    const left = (byKey.get(event.waiting) ?? []).filter((it) => it !== event);
    if (left.length > 0) byKey.set(event.waiting, left);
    else byKey.delete(event.waiting);
  }

  function forget(): void {
    byId.clear();
    byKey.clear();
    complete = undefined;
    loading = undefined;
  }
}

function isWaiting(event: InboundDoc): event is WaitingInbound {
  return event.waiting !== undefined && event.event !== undefined;
}
