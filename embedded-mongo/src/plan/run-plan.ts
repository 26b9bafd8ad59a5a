import { mongoError } from "../errors/mongo-error.ts";
import type { SortOrder } from "../keys/sort-order.ts";
import type { Collection } from "../storage/catalog.ts";
import type { StoredDocument } from "../storage/document-table.ts";
import type { EntryPosition, ScannedEntry } from "../storage/entry-table.ts";
import { type Pause, pause, type Stream } from "../task/pause.ts";
import type { Task } from "../task/task.ts";
import { FoundDocument } from "./found-document.ts";
import { mergeSorted } from "./merge-sorted.ts";
import type { IndexPlan, Plan } from "./plan.ts";

/** How many bytes of documents are read at once at most. */
const chunkBytes = 256 * 1024;
const maxRows = 200;

/** How to carry out a plan. */
export interface PlanReading {
  readonly collection: Collection;
  readonly task: Task;
  /** How many documents will probably be read. */
  readonly expected: number;
  /** The order by which a merged plan is merged. */
  readonly sort: SortOrder | undefined;
}

type Found = Generator<FoundDocument | Pause>;

/** Reads the documents that a plan finds, each once. It holds no lock on the file between two steps. */
export function* runPlan(plan: Plan, reading: PlanReading): Found {
  const { sort } = reading;
  switch (plan.kind) {
    case "nothing":
      return;
    case "collection":
      yield* scanCollection(plan.reverse, reading);
      return;
    case "index":
      if (plan.merged && sort) {
        const parts = plan.ranges.map((range) => scanIndex({ ...plan, ranges: [range] }, reading));
        yield* onceEach(mergeSorted(parts, sort));
      } else if (plan.isOne) {
        yield* findOne(plan, reading);
      } else {
        yield* scanIndex(plan, reading);
      }
      return;
    case "union": {
      const parts = plan.plans.map((part) => runPlan(part, reading));
      yield* onceEach(plan.merged && sort ? mergeSorted(parts, sort) : oneAfterAnother(parts));
    }
  }
}

function* oneAfterAnother(parts: readonly Stream<FoundDocument>[]): Found {
  for (const part of parts) {
    yield* part;
  }
}

function* onceEach(documents: Stream<FoundDocument>): Found {
  const seen = new Set<number>();
  for (const document of documents) {
    if (document !== pause) {
      if (seen.has(document.record)) {
        continue;
      }
      seen.add(document.record);
    }
    yield document;
  }
}

function* findOne({ index, ranges }: IndexPlan, { collection }: PlanReading): Found {
  checkNotDropped(collection);
  const document = ranges[0] && index.entries.find(ranges[0].low);
  if (document) {
    yield new FoundDocument(document.record, document.body);
  }
}

function* scanCollection(reverse: boolean, reading: PlanReading): Found {
  const { collection, task } = reading;
  let after = reverse ? Number.MAX_SAFE_INTEGER : 0;
  const size = new ChunkSize(reading);
  for (;;) {
    if (task.isDue()) {
      yield pause;
    }
    checkNotDropped(collection);
    const rows = collection.documents.scan(after, reverse, size.rows);
    for (const found of rows.map((row) => new FoundDocument(row.record, row.body))) {
      yield found;
    }
    if (rows.length < size.rows) {
      return;
    }
    after = (rows.at(-1) as StoredDocument).record;
    size.learn(rows);
  }
}

function* scanIndex(plan: IndexPlan, reading: PlanReading): Found {
  const { index, reverse } = plan;
  const { collection, task } = reading;
  const seen = index.multikey.size > 0 ? new Set<number>() : undefined;
  const size = new ChunkSize(reading);
  const ranges = reverse ? [...plan.ranges].reverse() : plan.ranges;
  for (const range of ranges) {
    let after: EntryPosition | undefined;
    for (;;) {
      if (task.isDue()) {
        yield pause;
      }
      checkNotDropped(collection);
      const rows: ScannedEntry[] = index.entries.scan(range, reverse, after, size.rows);
      for (const found of rows.map((row) => new FoundDocument(row.record, row.body))) {
        if (seen?.has(found.record)) {
          continue;
        }
        seen?.add(found.record);
        yield found;
      }
      if (rows.length < size.rows) {
        break;
      }
      after = rows.at(-1) as ScannedEntry;
      size.learn(rows);
    }
  }
}

function checkNotDropped(collection: Collection): void {
  if (collection.dropped) {
    throw mongoError(175, `collection dropped. UUID ${collection.uuid.toString("hex")}`);
  }
}

/** How many rows to read at once: as many as are expected at first, then more, within a number of bytes. */
class ChunkSize {
  rows: number;

  constructor({ collection: { count, bytes }, expected }: PlanReading) {
    this.rows = this.#within(expected, count > 0 ? bytes / count : 0);
  }

  learn(rows: readonly StoredDocument[]): void {
    const bytes = rows.reduce((sum, { body }) => sum + body.length, 0);
    this.rows = this.#within(this.rows * 4, bytes / rows.length);
  }

  #within(rows: number, average: number): number {
    return Math.max(
      1,
      Math.min(Math.ceil(rows), maxRows, Math.floor(chunkBytes / (average + 1)) + 1),
    );
  }
}
