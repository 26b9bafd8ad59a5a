import { mongoError } from "../errors/mongo-error.ts";
import type { SortOrder } from "../keys/sort-order.ts";
import type { Collection } from "../storage/catalog.ts";
import type { StoredDocument } from "../storage/document-table.ts";
import type { KeyRange, ScannedEntry } from "../storage/entry-table.ts";
import { type Flow, filtered, flatMapped, mapped, pause, type Stream } from "../task/pause.ts";
import { type Keyed, merged } from "../task/sorted.ts";
import type { Task } from "../task/task.ts";
import { decode } from "../values/index.ts";
import { FoundDocument } from "./found-document.ts";
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

/** Reads the documents that a plan finds, each once. It holds no lock on the file between two steps. */
export function runPlan(plan: Plan, reading: PlanReading): Stream<FoundDocument> {
  switch (plan.kind) {
    case "nothing":
      return [];
    case "collection":
      return scanCollection(reading);
    case "index":
      return plan.isOne ? findOne(plan, reading) : scanIndex(plan, reading);
    case "union": {
      const parts = plan.plans.map((part) => runPlan(part, reading));
      return onceEach(joined(parts, plan.merged, reading));
    }
  }
}

/** Joins streams one after the other, or by the order of their documents. */
function joined(
  parts: readonly Stream<FoundDocument>[],
  isMerged: boolean,
  { sort, task }: PlanReading,
): Stream<FoundDocument> {
  if (!isMerged || !sort) {
    return flatMapped(parts, (part) => part);
  }
  const keyed = (found: FoundDocument): Keyed<FoundDocument> => ({
    key: sort.keyOf(decode(found.body)),
    item: found,
    bytes: 0,
  });
  return merged(
    parts.map((part) => mapped(part, keyed)),
    task,
  );
}

function onceEach(documents: Stream<FoundDocument>): Stream<FoundDocument> {
  const seen = new Set<number>();
  return filtered(documents, ({ record }) => seen.size < seen.add(record).size);
}

function* findOne({ index, ranges }: IndexPlan, { collection }: PlanReading): Flow<FoundDocument> {
  checkNotDropped(collection);
  const document = ranges[0] && index.entries.find(ranges[0].low);
  if (document) {
    yield new FoundDocument(collection, document);
  }
}

function scanCollection(reading: PlanReading): Stream<FoundDocument> {
  const { documents } = reading.collection;
  return scanRows<StoredDocument>(reading, (after, limit) =>
    documents.scan(after?.record ?? 0, limit),
  );
}

function scanIndex(plan: IndexPlan, reading: PlanReading): Stream<FoundDocument> {
  const { index, reverse } = plan;
  const scan = (range: KeyRange) =>
    scanRows<ScannedEntry>(reading, (after, limit) =>
      index.entries.scan(range, reverse, after, limit),
    );
  const ranges = reverse ? [...plan.ranges].reverse() : plan.ranges;
  const found = plan.merged
    ? joined(ranges.map(scan), true, reading)
    : flatMapped<KeyRange, FoundDocument>(ranges, scan);
  return index.multikey.size > 0 ? onceEach(found) : found;
}

/** Reads rows in chunks: as many as are expected at first, then more, within a number of bytes. */
function* scanRows<Row extends StoredDocument>(
  { collection, task, expected }: PlanReading,
  read: (after: Row | undefined, limit: number) => Row[],
): Flow<FoundDocument> {
  let limit = withinBytes(expected, collection.bytes / Math.max(1, collection.count));
  let after: Row | undefined;
  for (;;) {
    if (task.isDue()) {
      yield pause;
    }
    checkNotDropped(collection);
    const rows = read(after, limit);
    for (const found of rows.map((row) => new FoundDocument(collection, row))) {
      yield found;
    }
    if (rows.length < limit) {
      return;
    }
    after = rows.at(-1);
    const bytes = rows.reduce((sum, { body }) => sum + body.length, 0);
    limit = withinBytes(limit * 4, bytes / rows.length);
  }
}

function withinBytes(rows: number, average: number): number {
  const most = Math.floor(chunkBytes / (average + 1)) + 1;
  return Math.max(1, Math.min(Math.ceil(rows), maxRows, most));
}

function checkNotDropped(collection: Collection): void {
  if (collection.dropped) {
    throw mongoError(175, `collection dropped. UUID ${collection.uuid.toString("hex")}`);
  }
}
