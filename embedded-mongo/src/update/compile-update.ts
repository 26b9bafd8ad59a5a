import { notAvailable } from "../errors/mongo-error.ts";
import type { CompiledFilter } from "../match/compile-filter.ts";
import type { Doc } from "../values/doc.ts";

/** What an update needs to know besides the document. */
export interface UpdateContext {
  /** Whether the document is being made by an upsert, so that `$setOnInsert` counts. */
  readonly isInsert: boolean;
  /** What the positional `$` stands for. */
  readonly position?: number | undefined;
  readonly now: Date;
}

/** An update that has been read once and can be applied to many documents. */
export interface CompiledUpdate {
  readonly isReplacement: boolean;
  /** The document after the update; the one given stays as it is, and is returned itself if nothing changes. */
  apply(doc: Doc, context: UpdateContext): Doc;
}

/** Compiles an update: a replacement, update operators or a pipeline. */
export function compileUpdate(
  _update: Doc | Doc[],
  _options?: { arrayFilters?: Doc[] },
): CompiledUpdate {
  throw notAvailable("compileUpdate");
}

/** The document that an upsert inserts; `_id` may be missing and is then for the caller to make and put first. */
export function upsertDocument(_filter: CompiledFilter, _update: CompiledUpdate, _now: Date): Doc {
  throw notAvailable("upsertDocument");
}
