import { type CompiledFilter, compileFilter } from "../match/compile-filter.ts";
import { type Doc, fieldName } from "../values/index.ts";
import type { EntryTable } from "./entry-table.ts";

/** An index of a collection: what was asked for, read once, and where its entries are. */
export type Index = {
  readonly id: number;
  readonly name: string;
  /** The index as `listIndexes` shows it: `{ v, key, name, ... }`. */
  readonly spec: Doc;
  readonly fields: readonly string[];
  readonly directions: readonly (1 | -1)[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: CompiledFilter | undefined;
  /** For a TTL index, after how many seconds documents go. */
  readonly expireAfterSeconds: number | undefined;
  readonly entries: EntryTable;
  /** The positions of the fields on whose paths some document has an array. */
  readonly multikey: Set<number>;
};

/** Reads an index specification that has been checked before. */
export function defineIndex(
  id: number,
  spec: Doc,
  entries: EntryTable,
  multikey: Iterable<number> = [],
): Index {
  const key = spec.key as Doc;
  const partial = spec.partialFilterExpression as Doc | undefined;
  return {
    id,
    name: spec.name as string,
    spec,
    fields: Object.keys(key).map(fieldName),
    directions: Object.values(key).map((direction) => (Number(direction) < 0 ? -1 : 1)),
    unique: spec.unique === true || spec.name === "_id_",
    sparse: spec.sparse === true,
    partial: partial && compileFilter(partial),
    expireAfterSeconds:
      spec.expireAfterSeconds === undefined ? undefined : Number(spec.expireAfterSeconds),
    entries,
    multikey: new Set(multikey),
  };
}
