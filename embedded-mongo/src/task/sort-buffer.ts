import { type Pause, pause } from "./pause.ts";
import type { Task } from "./task.ts";

/** How many items are sorted at once. */
const runLength = 2_000;
/** When few items are wanted, a run of large items ends earlier, so that the others are dropped. */
const runBytes = 8 * 1024 * 1024;
/** Up to this number of wanted items, the others are dropped while sorting. */
const fewWanted = 1_000;
const overhead = 64;
const checkEvery = 64;

interface Keyed<Item> {
  readonly key: Buffer;
  readonly item: Item;
  readonly bytes: number;
}

/** Sorts items by the bytes of their keys, yielding to other commands. Equal items keep their order. */
export class SortBuffer<Item> {
  readonly #task: Task;
  readonly #wanted: number;
  readonly #runs: Keyed<Item>[][] = [];
  #run: Keyed<Item>[] = [];
  #bytesInRun = 0;

  /** `wanted`: how many of the first items will be read. */
  constructor(task: Task, wanted: number) {
    this.#task = task;
    this.#wanted = wanted;
  }

  /** Adds an item of a size in bytes. Throws error 292 when all together are too large. */
  add(key: Buffer, item: Item, size: number): void {
    const bytes = size + key.length + overhead;
    this.#task.memory.hold(bytes, "$sort");
    this.#run.push({ key, item, bytes });
    this.#bytesInRun += bytes;
    const large = this.#wanted <= fewWanted && this.#bytesInRun >= runBytes;
    if (large || this.#run.length >= runLength) {
      this.#endRun();
    }
  }

  /** Returns the items in order. */
  *inOrder(): Generator<Item | Pause> {
    this.#endRun();
    const heap = this.#runs
      .filter((run) => run.length > 0)
      .map((run, order): Head<Item> => ({ run, order, at: 0 }));
    for (let at = (heap.length >> 1) - 1; at >= 0; at--) {
      sink(heap, at);
    }
    for (let given = 0; heap.length > 0 && given < this.#wanted; given++) {
      const least = heap[0] as Head<Item>;
      if (given % checkEvery === 0 && this.#task.isDue()) {
        yield pause;
      }
      yield (least.run[least.at] as Keyed<Item>).item;
      if (++least.at === least.run.length) {
        const last = heap.pop() as Head<Item>;
        if (heap.length > 0) {
          heap[0] = last;
        }
      }
      sink(heap, 0);
    }
  }

  #endRun(): void {
    // The sort is stable and the items of the last run come first, so equal keys keep their order.
    const kept = this.#wanted <= fewWanted ? (this.#runs.pop() ?? []) : [];
    const run = [...kept, ...this.#run].sort((a, b) => Buffer.compare(a.key, b.key));
    for (const { bytes } of run.slice(this.#wanted)) {
      this.#task.memory.release(bytes);
    }
    this.#runs.push(run.slice(0, this.#wanted));
    this.#run = [];
    this.#bytesInRun = 0;
  }
}

interface Head<Item> {
  run: readonly Keyed<Item>[];
  readonly order: number;
  at: number;
}

function sink<Item>(heap: Head<Item>[], from: number): void {
  let at = from;
  for (;;) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && isBefore(heap, child, least)) {
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

function isBefore<Item>(heap: readonly Head<Item>[], a: number, b: number): boolean {
  const [left, right] = [heap[a] as Head<Item>, heap[b] as Head<Item>];
  const [one, other] = [left.run[left.at] as Keyed<Item>, right.run[right.at] as Keyed<Item>];
  const order = Buffer.compare(one.key, other.key);
  return order < 0 || (order === 0 && left.order < right.order);
}
