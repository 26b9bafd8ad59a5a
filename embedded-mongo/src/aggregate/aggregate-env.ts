import type { Doc } from "../values/doc.ts";
import type { Evaluate } from "./expression.ts";

/** What a source scan may be told so that it can use an index; it must honour all of it. */
export interface ScanHint {
  readonly filter?: Doc;
  readonly sort?: Doc;
  readonly limit?: number;
}

/** What a pipeline needs from the store. */
export interface AggregateEnv {
  readonly now: Date;
  /** Variables that the command itself sets (`let`). */
  readonly vars?: Readonly<Record<string, unknown>>;
  /** The documents of the collection the pipeline runs on. */
  scan(hint: ScanHint): Iterable<Doc>;
  /** The documents of another collection of the same database, for `$lookup` and `$unionWith`. */
  lookup(collection: string, filter: Doc): Iterable<Doc>;
  /** The sessions of the server's clients (`$listLocalSessions`). */
  sessions?(): Iterable<Doc>;
  /** The collection's full name and how many documents it has (`$collStats`); undefined if there is none. */
  size?(): { readonly ns: string; readonly count: number } | undefined;
  /** Replaces a collection by these documents (`$out`). */
  out?(target: { db?: string; collection: string }, docs: Iterable<Doc>): void;
  /** Merges documents into a collection (`$merge`). */
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
  /** What a pipeline in `whenMatched` sees of each new document: by default all of it, as `$$new`. */
  readonly variables: readonly (readonly [string, Evaluate])[];
}

/** One step of a pipeline: documents in, documents out. */
export type Step = (docs: Iterable<Doc>, env: AggregateEnv) => Iterable<Doc>;

/** A pipeline that has been read once and can be run many times. */
export type Pipeline = (env: AggregateEnv) => Iterable<Doc>;
