import { checkSize } from "../values/codec.ts";
import type { Doc } from "../values/index.ts";
import type { Catalog, Collection } from "./catalog.ts";
import { duplicateKeyError } from "./duplicate-key-error.ts";
import type { Index } from "./index-definition.ts";
import { type IndexEntries, indexEntries } from "./index-entries.ts";

/** A document in its collection. */
interface Stored {
  readonly record: number;
  readonly doc: Doc;
  readonly body: Uint8Array;
}

interface Entry {
  index: Index;
  key: Buffer;
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
  const all = collection.indexes.map((index) => ({ index, found: indexEntries(index, doc) }));
  noteArrays(catalog, all);
  addEntries(
    collection,
    all.flatMap(({ index, found }) => found.keys.map((key) => ({ index, key }))),
    record,
    doc,
  );
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
  const added: Entry[] = [];
  const removed: Entry[] = [];
  const all = collection.indexes
    .filter((index) => index.name !== "_id_" && mayDiffer(index, before.doc, after.doc))
    .map((index) => ({ index, found: indexEntries(index, after.doc) }));
  for (const { index, found } of all) {
    const old = indexEntries(index, before.doc).keys;
    for (const key of found.keys) {
      if (!has(old, key)) {
        added.push({ index, key });
      }
    }
    for (const key of old) {
      if (!has(found.keys, key)) {
        removed.push({ index, key });
      }
    }
  }
  noteArrays(catalog, all);
  addEntries(collection, added, before.record, after.doc);
  for (const { index, key } of removed) {
    index.entries.remove(key, before.record);
  }
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
  for (const index of collection.indexes) {
    for (const key of indexEntries(index, doc).keys) {
      index.entries.remove(key, record);
    }
  }
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
  const found = indexEntries(index, doc);
  noteArrays(catalog, [{ index, found }]);
  addEntries(
    collection,
    found.keys.map((key) => ({ index, key })),
    record,
    doc,
  );
}

function addEntries(
  collection: Collection,
  entries: readonly Entry[],
  record: number,
  doc: Doc,
): void {
  let added = 0;
  for (const { index, key } of entries) {
    // An index that is being built may already have the entry, if the document was changed meanwhile.
    if (index.entries.insert(key, record) || index.entries.has(key, record)) {
      added++;
      continue;
    }
    for (const done of entries.slice(0, added)) {
      done.index.entries.remove(done.key, record);
    }
    throw duplicateKeyError(collection, index, doc, key);
  }
}

function noteArrays(catalog: Catalog, all: readonly { index: Index; found: IndexEntries }[]): void {
  for (const { index, found } of all) {
    for (const position of found.arrays) {
      if (!index.multikey.has(position)) {
        catalog.markMultikey(index, position);
      }
    }
  }
}

function has(keys: readonly Buffer[], key: Buffer): boolean {
  return keys.some((other) => other.equals(key));
}
