import { randomUUID } from "node:crypto";
import { type Doc, decode, encode } from "../values/index.ts";
import { DocumentTable } from "./document-table.ts";
import { EntryTable } from "./entry-table.ts";
import { defineIndex, type Index } from "./index-definition.ts";
import type { SqliteFile } from "./sqlite-file.ts";

/** A collection: its documents, its indexes (the one on `_id` first) and its size. */
export interface Collection {
  readonly id: number;
  database: string;
  name: string;
  readonly uuid: Buffer;
  readonly documents: DocumentTable;
  indexes: Index[];
  /** The number of documents. */
  count: number;
  /** The size of the documents in bytes. */
  bytes: number;
  nextRecord: number;
  dropped?: true;
}

/** Stored instead of an index's array positions while the index is being built. */
const building = "building";

/** The databases, collections and indexes, kept in memory and written to the file. */
export class Catalog {
  readonly #file: SqliteFile;
  #collections = new Map<string, Collection>();
  readonly #resized = new Set<Collection>();
  readonly #lastIds = { collections: 0, indexes: 0 };

  constructor(file: SqliteFile) {
    this.#file = file;
    this.load();
  }

  /** Reads everything from the file, again after a rollback. Known collections stay the same objects. */
  load(): void {
    const before = new Map(this.all().map((collection) => [collection.id, collection]));
    this.#collections = new Map();
    this.#resized.clear();
    const rows = this.#file
      .prepare("SELECT id, database, name, uuid, documents, bytes FROM collections ORDER BY id")
      .all<[number, string, string, Buffer, number, number]>([]);
    for (const [id, database, name, uuid, count, bytes] of rows) {
      const known = before.get(id);
      before.delete(id);
      const documents = known?.documents ?? new DocumentTable(this.#file, id);
      const read = {
        ...{ id, database, name, uuid, documents, count, bytes },
        indexes: this.#loadIndexes(id, documents, known?.indexes ?? []),
        nextRecord: documents.lastRecord() + 1,
      };
      const collection = known ? Object.assign(known, read) : read;
      this.#collections.set(namespace(database, name), collection);
    }
    for (const gone of before.values()) {
      gone.dropped = true;
    }
  }

  find(database: string, name: string): Collection | undefined {
    return this.#collections.get(namespace(database, name));
  }

  databaseNames(): string[] {
    return [...new Set(this.all().map(({ database }) => database))];
  }

  /** Returns the collections of a database by name. */
  collections(database: string): Collection[] {
    return this.all().filter((one) => one.database === database);
  }

  /** Returns all collections by database and name. */
  all(): Collection[] {
    return [...this.#collections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }

  create(database: string, name: string): Collection {
    const uuid = Buffer.from(randomUUID().replaceAll("-", ""), "hex");
    const id = this.#nextId("collections");
    this.#file
      .prepare("INSERT INTO collections VALUES (?, ?, ?, ?, 0, 0)")
      .run([id, database, name, uuid]);
    const documents = new DocumentTable(this.#file, id);
    documents.create();
    const collection: Collection = {
      id,
      database,
      name,
      uuid,
      documents,
      indexes: [],
      count: 0,
      bytes: 0,
      nextRecord: 1,
    };
    this.#collections.set(namespace(database, name), collection);
    this.addIndex(collection, { v: 2, key: { _id: 1 }, name: "_id_" });
    return collection;
  }

  drop(collection: Collection): void {
    for (const index of [...collection.indexes]) {
      this.dropIndex(collection, index);
    }
    collection.documents.drop();
    this.#file.prepare("DELETE FROM collections WHERE id = ?").run([collection.id]);
    this.#collections.delete(namespace(collection.database, collection.name));
    this.#resized.delete(collection);
    collection.dropped = true;
  }

  /** Adds an index without entries. If there are documents, the caller fills it and then calls `finishIndex`. */
  addIndex(collection: Collection, spec: Doc): Index {
    const id = this.#nextId("indexes");
    const isBuilding = collection.count > 0;
    const bytes = encode(spec);
    this.#file
      .prepare("INSERT INTO indexes VALUES (?, ?, ?, ?, ?)")
      .run([id, collection.id, spec.name as string, bytes, isBuilding ? building : "[]"]);
    const index = this.#openIndex(id, collection.documents, bytes);
    index.entries.create();
    index.isBuilding = isBuilding;
    collection.indexes.push(index);
    return index;
  }

  /** Lets queries use an index whose entries are complete. */
  finishIndex(index: Index): void {
    index.isBuilding = false;
    this.#writeMultikey(index);
  }

  /** Removes the indexes that were being built when the process ended. */
  dropUnfinished(): void {
    for (const collection of this.all()) {
      for (const index of collection.indexes.filter(({ isBuilding }) => isBuilding)) {
        this.dropIndex(collection, index);
      }
    }
  }

  dropIndex(collection: Collection, index: Index): void {
    index.entries.drop();
    this.#file.prepare("DELETE FROM indexes WHERE id = ?").run([index.id]);
    collection.indexes = collection.indexes.filter((other) => other !== index);
  }

  /** Records that a document has an array on the path of an indexed field. */
  markMultikey(index: Index, position: number): void {
    index.multikey.add(position);
    if (!index.isBuilding) {
      this.#writeMultikey(index);
    }
  }

  /** Records a change of a collection's size, to be written with the transaction. */
  resize(collection: Collection, documents: number, bytes: number): void {
    collection.count += documents;
    collection.bytes += bytes;
    this.#resized.add(collection);
  }

  /** Writes the sizes that changed, before a commit. */
  writeSizes(): void {
    if (this.#resized.size === 0) {
      return;
    }
    const update = this.#file.prepare(
      "UPDATE collections SET documents = ?, bytes = ? WHERE id = ?",
    );
    for (const { count, bytes, id } of this.#resized) {
      update.run([count, bytes, id]);
    }
    this.#resized.clear();
  }

  #loadIndexes(collection: number, documents: DocumentTable, before: readonly Index[]): Index[] {
    return this.#file
      .prepare("SELECT id, spec, multikey FROM indexes WHERE collection = ? ORDER BY id")
      .all<[number, Buffer, string]>([collection])
      .map(([id, bytes, state]) => {
        const index = before.find((one) => one.id === id) ?? this.#openIndex(id, documents, bytes);
        index.isBuilding = state === building;
        index.multikey.clear();
        for (const at of index.isBuilding ? [] : (JSON.parse(state) as number[])) {
          index.multikey.add(at);
        }
        return index;
      });
  }

  #openIndex(id: number, documents: DocumentTable, bytes: Uint8Array): Index {
    const spec = decode(bytes);
    const unique = spec.unique === true || spec.name === "_id_";
    return defineIndex(id, spec, new EntryTable(this.#file, id, documents.name, unique));
  }

  #writeMultikey(index: Index): void {
    this.#file
      .prepare("UPDATE indexes SET multikey = ? WHERE id = ?")
      .run([JSON.stringify([...index.multikey]), index.id]);
  }

  // The id of a dropped table is not used again: a cursor may still read it.
  #nextId(table: "collections" | "indexes"): number {
    const last =
      this.#file.prepare(`SELECT max(id) FROM ${table}`).get<[number | null]>([])?.[0] ?? 0;
    this.#lastIds[table] = Math.max(last, this.#lastIds[table]) + 1;
    return this.#lastIds[table];
  }
}

// A database has no zero byte in its name, so that all of its collections come before those of the next.
function namespace(database: string, name: string): string {
  return `${database}\0${name}`;
}
