import { notAvailable } from "../errors/mongo-error.ts";
import type { Doc } from "../values/doc.ts";

/** What a source scan may be told so that it can use an index; it must honour all of it. */
export interface ScanHint {
  readonly filter?: Doc;
  readonly sort?: Doc;
  readonly limit?: number;
}

/** What a pipeline needs from the store. */
export interface AggregateEnv {
  readonly now: Date;
  /** The documents of the collection the pipeline runs on. */
  scan(hint: ScanHint): Iterable<Doc>;
  /** The documents of another collection of the same database, for `$lookup`, `$unionWith` and `$graphLookup`. */
  lookup(collection: string, filter: Doc): Iterable<Doc>;
  /** Replaces a collection by these documents (`$out`). */
  out?(target: { db?: string; collection: string }, docs: Iterable<Doc>): void;
  /** Merges one document into a collection (`$merge`). */
  merge?(target: MergeTarget, docs: Iterable<Doc>): void;
}

/** Where and how `$merge` writes. */
export interface MergeTarget {
  readonly db?: string;
  readonly collection: string;
  /** The fields that identify a document, usually `_id`. */
  readonly on: readonly string[];
  readonly whenMatched: "replace" | "keepExisting" | "merge" | "fail" | Doc[];
  readonly whenNotMatched: "insert" | "discard" | "fail";
  readonly variables?: Doc;
}

/** Runs an aggregation pipeline; throws a `MongoError` for any stage or operator outside the allow-lists. */
export function runPipeline(_stages: readonly Doc[], _env: AggregateEnv): Iterable<Doc> {
  throw notAvailable("runPipeline");
}
