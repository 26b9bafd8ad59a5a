import { type Flow, forEach, nextOf, type Pause, pause, type Steps, type Stream } from "./pause.ts";
import type { Task } from "./task.ts";

/** An item with the bytes by which it is sorted, and its size in bytes. */
export interface Keyed<Item> {
  readonly key: Buffer;
  readonly item: Item;
  readonly bytes: number;
}

/** How many items are sorted at once. */
const runLength = 2_000;
/** When few items are wanted, a run of large items ends earlier, so that the others are dropped. */
const runBytes = 8 * 1024 * 1024;
/** Up to this number of wanted items, the others are dropped while sorting. */
const fewWanted = 1_000;
const overhead = 64;
const checkEvery = 64;

/**
 * Sorts items by the bytes of their keys, yielding to other commands. Equal items keep their order. `wanted` says how
 * many of the first ones will be read. Throws error 292 when all together are too large.
 */
export function* sorted<In, Item>(
  items: Stream<In>,
  keyed: (item: In) => Keyed<Item>,
  task: Task,
  wanted = Number.POSITIVE_INFINITY,
): Flow<Item> {
  const runs: Keyed<Item>[][] = [];
  let run: Keyed<Item>[] = [];
  let bytesInRun = 0;
  const endRun = (): void => {
    // The sort is stable and the items of the last run come first, so equal keys keep their order.
    const before = wanted <= fewWanted ? (runs.pop() ?? []) : [];
    const all = [...before, ...run].sort((a, b) => Buffer.compare(a.key, b.key));
    for (const { bytes } of all.slice(wanted)) {
      task.memory.release(bytes);
    }
    runs.push(all.slice(0, wanted));
    run = [];
    bytesInRun = 0;
  };
  yield* forEach(items, (given) => {
    const { key, item, bytes: size } = keyed(given);
    const bytes = size + key.length + overhead;
    task.memory.hold(bytes, "$sort");
    run.push({ key, item, bytes });
    bytesInRun += bytes;
    const isLarge = wanted <= fewWanted && bytesInRun >= runBytes;
    if (isLarge || run.length >= runLength) {
      endRun();
    }
  });
  endRun();
  yield* merged(runs, task);
}

interface Head<Item> {
  readonly current: Keyed<Item>;
  readonly rest: Iterator<Keyed<Item> | Pause>;
  readonly order: number;
}

/** Merges sorted streams. Equal items keep the order of the streams. */
export function* merged<Item>(streams: readonly Stream<Keyed<Item>>[], task: Task): Flow<Item> {
  // The least one is last.
  const heads: Head<Item>[] = [];
  for (const [order, stream] of streams.entries()) {
    yield* advance(heads, stream[Symbol.iterator](), order);
  }
  let given = 0;
  for (let least = heads.pop(); least; least = heads.pop()) {
    if (++given % checkEvery === 0 && task.isDue()) {
      yield pause;
    }
    yield least.current.item;
    yield* advance(heads, least.rest, least.order);
  }
}

/** Puts the next item of a stream into its place among the heads. */
function* advance<Item>(heads: Head<Item>[], rest: Head<Item>["rest"], order: number): Steps<void> {
  const current = yield* nextOf(rest);
  if (!current) {
    return;
  }
  let [low, high] = [0, heads.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = heads[middle] as Head<Item>;
    const sign = Buffer.compare(other.current.key, current.key) || other.order - order;
    [low, high] = sign < 0 ? [low, middle] : [middle + 1, high];
  }
  heads.splice(low, 0, { current, rest, order });
}
