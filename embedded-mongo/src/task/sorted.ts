import { type Flow, forEach, nextOf, type Pause, pause, type Stream } from "./pause.ts";
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
  current: Keyed<Item>;
  readonly rest: Iterator<Keyed<Item> | Pause>;
  readonly order: number;
}

/** Merges sorted streams. Equal items keep the order of the streams. */
export function* merged<Item>(streams: readonly Stream<Keyed<Item>>[], task: Task): Flow<Item> {
  const heap: Head<Item>[] = [];
  for (const [order, stream] of streams.entries()) {
    const rest = stream[Symbol.iterator]();
    const current = yield* nextOf(rest);
    if (current) {
      heap.push({ current, rest, order });
    }
  }
  heap.sort((a, b) => (isBefore(a, b) ? -1 : 1));
  for (let given = 1; heap[0]; given++) {
    const [least] = heap;
    if (given % checkEvery === 0 && task.isDue()) {
      yield pause;
    }
    yield least.current.item;
    const next = yield* nextOf(least.rest);
    const last = next ? undefined : (heap.pop() as Head<Item>);
    if (next) {
      least.current = next;
    } else if (last && heap.length > 0) {
      heap[0] = last;
    }
    sink(heap);
  }
}

/** Moves the first item of a heap down to its place. */
function sink<Item>(heap: Head<Item>[]): void {
  for (let at = 0; ; ) {
    let least = at;
    for (let child = 2 * at + 1; child <= 2 * at + 2 && child < heap.length; child++) {
      if (isBefore(heap[child] as Head<Item>, heap[least] as Head<Item>)) {
        least = child;
      }
    }
    if (least === at) {
      return;
    }
    [heap[at], heap[least]] = [heap[least] as Head<Item>, heap[at] as Head<Item>];
    at = least;
  }
}

function isBefore<Item>(one: Head<Item>, other: Head<Item>): boolean {
  const order = Buffer.compare(one.current.key, other.current.key);
  return order < 0 || (order === 0 && one.order < other.order);
}
