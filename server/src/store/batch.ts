import { isStoreAway } from "./is-store-away.ts";

/** Collects calls that arrive while earlier ones are running, and combines them into one call. */
export type Batch<T, R> = (item: T) => Promise<R>;

/** From how many on a group counts as large, and how long the next then waits for company. */
const many = 8;
const momentMs = 15;

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Groups single items into calls of `flush`, which answers one result for each item in the same order. The first item
 * of a quiet time goes out in the same tick as its fellows; under load the groups grow by themselves. A group that fails is
 * halved until only the items at fault fail, so flushing an item twice must be harmless.
 */
export function createBatch<T, R>(
  flush: (items: readonly T[]) => Promise<readonly R[]>,
  { most = 200, atOnce = 1 }: { readonly most?: number; readonly atOnce?: number } = {},
): Batch<T, R> {
  const waiting: Waiting<T, R>[] = [];
  let underWay = 0;
  let planned = false;
  let lastSize = 0;
  let endedAt = 0;

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      plan();
    });

  function plan(): void {
    if (planned || underWay >= atOnce || waiting.length === 0) {
      return;
    }
    planned = true;
    const go = () => {
      planned = false;
      void send(waiting.splice(0, most));
      plan();
    };
    // Under load, calls that arrive within a short time are combined.
    if (lastSize >= many && performance.now() - endedAt < momentMs) {
      setTimeout(go, momentMs);
    } else {
      setImmediate(go);
    }
  }

  async function send(group: readonly Waiting<T, R>[]): Promise<void> {
    underWay += 1;
    lastSize = group.length;
    try {
      await settle(group);
    } finally {
      underWay -= 1;
      endedAt = performance.now();
      plan();
    }
  }

  async function settle(group: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await flush(group.map((it) => it.item));
      group.forEach((it, index) => {
        it.resolve(results[index] as R);
      });
    } catch (error) {
      if (group.length === 1 || isStoreAway(error)) {
        for (const it of group) {
          it.reject(error);
        }
        return;
      }
      const half = Math.ceil(group.length / 2);
      await settle(group.slice(0, half));
      await settle(group.slice(half));
    }
  }
}
