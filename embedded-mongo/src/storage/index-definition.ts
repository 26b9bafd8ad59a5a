import { type CompiledFilter, compileFilter } from "../match/compile-filter.ts";
import type { Doc } from "../values/index.ts";
import type { EntryTable } from "./entry-table.ts";

/** An index of a collection: its definition and its table of entries. */
export interface Index {
  readonly id: number;
  readonly name: string;
  /** The index as `listIndexes` shows it: `{ v, key, name, ... }`. */
  readonly spec: Doc;
  readonly fields: readonly string[];
  /** The fields, split into their parts. */
  readonly paths: readonly (readonly string[])[];
  readonly directions: readonly (1 | -1)[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: CompiledFilter | undefined;
  /** For a TTL index, after how many seconds documents are deleted. */
  readonly expireAfterSeconds: number | undefined;
  readonly entries: EntryTable;
  /** Whether it is still being filled, so that queries cannot use it yet. */
  isBuilding: boolean;
  /** The positions of the fields on whose paths some document has an array. */
  readonly multikey: Set<number>;
}

/** Makes an index of a specification that has been checked before. */
export function defineIndex(id: number, spec: Doc, entries: EntryTable): Index {
  const key = spec.key as Doc;
  const partial = spec.partialFilterExpression as Doc | undefined;
  const fields = Object.keys(key);
  return {
    id,
    name: spec.name as string,
    spec,
    fields,
    paths: fields.map((field) => field.split(".")),
    directions: Object.values(key).map((direction) => (Number(direction) < 0 ? -1 : 1)),
    unique: spec.unique === true || spec.name === "_id_",
    sparse: spec.sparse === true,
    partial: partial && compileFilter(partial),
    expireAfterSeconds:
      spec.expireAfterSeconds === undefined ? undefined : Number(spec.expireAfterSeconds),
    entries,
    isBuilding: false,
    multikey: new Set(),
  };
}
