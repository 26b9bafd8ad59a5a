import { checkSize } from "../values/codec.ts";
import type { Doc } from "../values/index.ts";
import type { Catalog, Collection } from "./catalog.ts";
import { duplicateKeyError } from "./duplicate-key-error.ts";
import type { Index } from "./index-definition.ts";
import { indexEntries } from "./index-entries.ts";

/** A document in its collection. */
interface Stored {
  readonly record: number;
  readonly doc: Doc;
  readonly body: Uint8Array;
}

/** Stores a new document and its index entries, or nothing if an index refuses it. */
export function insertDocument(
  catalog: Catalog,
  collection: Collection,
  doc: Doc,
  body: Uint8Array,
): number {
  checkSize(body);
  const record = collection.nextRecord;
  const changes = collection.indexes.map((index) => entryChange(index, undefined, doc));
  writeEntries(catalog, collection, record, doc, changes);
  collection.nextRecord = record + 1;
  collection.documents.insert(record, body);
  catalog.resize(collection, 1, body.length);
  return record;
}

/** Stores a new version of a document and changes the index entries that differ, or nothing if an index refuses it. */
export function replaceDocument(
  catalog: Catalog,
  collection: Collection,
  before: Stored,
  after: { doc: Doc; body: Uint8Array },
): void {
  checkSize(after.body);
  const changes = collection.indexes
    .filter((index) => index.name !== "_id_" && mayDiffer(index, before.doc, after.doc))
    .map((index) => entryChange(index, before.doc, after.doc));
  writeEntries(catalog, collection, before.record, after.doc, changes);
  collection.documents.replace(before.record, after.body);
  catalog.resize(collection, 0, after.body.length - before.body.length);
}

/** Updates share the values that they do not change: an index on those keeps its entries. */
function mayDiffer({ partial, paths }: Index, before: Doc, after: Doc): boolean {
  return partial !== undefined || paths.some(([field = ""]) => before[field] !== after[field]);
}

/** Removes a document and its index entries. */
export function removeDocument(
  catalog: Catalog,
  collection: Collection,
  { record, doc, body }: Stored,
): void {
  const changes = collection.indexes.map((index) => entryChange(index, doc, undefined));
  writeEntries(catalog, collection, record, doc, changes);
  collection.documents.remove(record);
  catalog.resize(collection, -1, -body.length);
}

/** Adds the entries of an existing document to a new index. */
export function indexDocument(
  catalog: Catalog,
  collection: Collection,
  index: Index,
  record: number,
  doc: Doc,
): void {
  writeEntries(catalog, collection, record, doc, [entryChange(index, undefined, doc)]);
}

/** The keys that a write adds to an index and removes from it. */
interface EntryChange {
  readonly index: Index;
  readonly added: readonly Buffer[];
  readonly removed: readonly Buffer[];
  /** The positions of the index's fields on whose paths the new document has an array. */
  readonly arrays: readonly number[];
}

function entryChange(index: Index, before: Doc | undefined, after: Doc | undefined): EntryChange {
  const old = before ? indexEntries(index, before).keys : [];
  const { keys, arrays } = after ? indexEntries(index, after) : { keys: [], arrays: [] };
  return { index, added: without(keys, old), removed: without(old, keys), arrays };
}

function without(keys: readonly Buffer[], others: readonly Buffer[]): readonly Buffer[] {
  return others.length === 0 ? keys : keys.filter((key) => !others.some((it) => it.equals(key)));
}

/** Adds and removes entries of a document; leaves all as they were and throws if a unique index has a key already. */
function writeEntries(
  catalog: Catalog,
  collection: Collection,
  record: number,
  doc: Doc,
  changes: readonly EntryChange[],
): void {
  for (const { index, arrays } of changes) {
    for (const position of arrays.filter((at) => !index.multikey.has(at))) {
      catalog.markMultikey(index, position);
    }
  }
  const done: { index: Index; key: Buffer }[] = [];
  for (const { index, added } of changes) {
    for (const key of added) {
      // An index that is being built may already have the entry, if the document was changed meanwhile.
      if (!index.entries.insert(key, record) && !index.entries.has(key, record)) {
        for (const one of done) {
          one.index.entries.remove(one.key, record);
        }
        throw duplicateKeyError(collection, index, doc, key);
      }
      done.push({ index, key });
    }
  }
  for (const { index, removed } of changes) {
    for (const key of removed) {
      index.entries.remove(key, record);
    }
  }
}
