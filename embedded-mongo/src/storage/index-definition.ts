import { type CompiledFilter, compileFilter } from "../match/compile-filter.ts";
import { filterFields, firstPart } from "../match/filter-node.ts";
import { type Doc, docKey, fieldName } from "../values/index.ts";
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
  /** The top-level fields (document keys) that decide on a document's entries. */
  readonly reads: ReadonlySet<string>;
  /** For a TTL index, after how many seconds documents go. */
  readonly expireAfterSeconds: number | undefined;
  readonly entries: EntryTable;
  /** Whether it is still being filled, so that queries cannot use it yet. */
  isBuilding: boolean;
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
  const fields = Object.keys(key).map(fieldName);
  const compiled = partial && compileFilter(partial);
  return {
    id,
    name: spec.name as string,
    spec,
    fields,
    directions: Object.values(key).map((direction) => (Number(direction) < 0 ? -1 : 1)),
    unique: spec.unique === true || spec.name === "_id_",
    sparse: spec.sparse === true,
    partial: compiled,
    reads: fieldsRead(fields, compiled),
    expireAfterSeconds:
      spec.expireAfterSeconds === undefined ? undefined : Number(spec.expireAfterSeconds),
    entries,
    isBuilding: false,
    multikey: new Set(multikey),
  };
}

function fieldsRead(
  fields: readonly string[],
  partial: CompiledFilter | undefined,
): ReadonlySet<string> {
  const filtered = partial ? filterFields(partial.root) : new Set<string>();
  return new Set([...fields.map((it) => docKey(firstPart(it))), ...filtered]);
}
