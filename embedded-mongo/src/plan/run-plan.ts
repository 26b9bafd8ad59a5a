import { mongoError } from "../errors/mongo-error.ts";
import type { Collection } from "../storage/catalog.ts";
import type { StoredDocument } from "../storage/document-table.ts";
import type { EntryPosition, ScannedEntry } from "../storage/entry-table.ts";
import { mergeSorted } from "./merge-sorted.ts";
import type { IndexPlan, Plan } from "./plan.ts";
import type { SortOrder } from "./sort-order.ts";

/** How many bytes of documents one read of the file may bring. */
const chunkBytes = 1024 * 1024;
const mostRows = 500;

/** Reads the documents a plan finds, each once. Can be left and taken up again: it holds no lock on the file. */
export function* runPlan(
  collection: Collection,
  plan: Plan,
  expected = 16,
  sort?: SortOrder,
): Generator<StoredDocument> {
  switch (plan.kind) {
    case "nothing":
      return;
    case "collection":
      yield* scanCollection(collection, plan.reverse, expected);
      return;
    case "index":
      if (plan.merged && sort) {
        const parts = plan.ranges.map((range) => ({ ...plan, ranges: [range] }));
        yield* onceEach(
          mergeSorted(
            parts.map((part) => scanIndex(collection, part, expected)),
            sort,
          ),
        );
      } else if (plan.points) yield* findPoints(collection, plan);
      else yield* scanIndex(collection, plan, expected);
      return;
    case "union": {
      const parts = plan.plans.map((part) => runPlan(collection, part, expected, sort));
      yield* onceEach(plan.merged && sort ? mergeSorted(parts, sort) : oneAfterAnother(parts));
    }
  }
}

function* oneAfterAnother(parts: readonly Iterable<StoredDocument>[]): Generator<StoredDocument> {
  for (const part of parts) yield* part;
}

function* onceEach(documents: Iterable<StoredDocument>): Generator<StoredDocument> {
  const seen = new Set<number>();
  for (const document of documents) {
    if (seen.has(document.record)) continue;
    seen.add(document.record);
    yield document;
  }
}

function* findPoints(
  collection: Collection,
  { index, ranges, reverse }: IndexPlan,
): Generator<StoredDocument> {
  const seen = index.multikey.size > 0 && ranges.length > 1 ? new Set<number>() : undefined;
  for (const { low } of reverse ? [...ranges].reverse() : ranges) {
    checkAlive(collection);
    const document = index.entries.find(low);
    if (!document || seen?.has(document.record)) continue;
    seen?.add(document.record);
    yield document;
  }
}

function* scanCollection(
  collection: Collection,
  reverse: boolean,
  expected: number,
): Generator<StoredDocument> {
  let after = reverse ? Number.MAX_SAFE_INTEGER : 0;
  const size = new ChunkSize(collection, expected);
  for (;;) {
    checkAlive(collection);
    const rows = collection.documents.scan(after, reverse, size.rows);
    yield* rows;
    if (rows.length < size.rows) return;
    after = rows.at(-1)!.record;
    size.learn(rows);
  }
}

function* scanIndex(
  collection: Collection,
  plan: IndexPlan,
  expected: number,
): Generator<StoredDocument> {
  const { index, reverse } = plan;
  const seen = index.multikey.size > 0 ? new Set<number>() : undefined;
  const size = new ChunkSize(collection, expected);
  const ranges = reverse ? [...plan.ranges].reverse() : plan.ranges;
  for (const range of ranges) {
    let after: EntryPosition | undefined;
    for (;;) {
      checkAlive(collection);
      const rows: ScannedEntry[] = index.entries.scan(range, reverse, after, size.rows);
      for (const row of rows) {
        if (seen?.has(row.record)) continue;
        seen?.add(row.record);
        yield row;
      }
      if (rows.length < size.rows) break;
      after = rows.at(-1)!;
      size.learn(rows);
    }
  }
}

function checkAlive(collection: Collection): void {
  if (collection.dropped) {
    throw mongoError(175, `collection dropped. UUID ${collection.uuid.toString("hex")}`);
  }
}

/** How many rows to read at once: as many as are expected at first, then more, never too many bytes. */
class ChunkSize {
  rows: number;

  constructor({ count, bytes }: Collection, expected: number) {
    this.rows = this.within(expected, count > 0 ? bytes / count : 0);
  }

  learn(rows: readonly StoredDocument[]): void {
    const bytes = rows.reduce((sum, { body }) => sum + body.length, 0);
    this.rows = this.within(this.rows * 4, bytes / rows.length);
  }

  private within(rows: number, average: number): number {
    return Math.max(
      1,
      Math.min(Math.ceil(rows), mostRows, Math.floor(chunkBytes / (average + 1)) + 1),
    );
  }
}
