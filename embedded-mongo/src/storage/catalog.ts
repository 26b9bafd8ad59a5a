import { randomUUID } from "node:crypto";
import { type Doc, decode, encode } from "../values/index.ts";
import { DocumentTable } from "./document-table.ts";
import { EntryTable } from "./entry-table.ts";
import { defineIndex, type Index } from "./index-definition.ts";
import { readViews, type View, viewsCollection } from "./read-views.ts";
import type { SqliteFile } from "./sqlite-file.ts";
import { Statements } from "./statements.ts";
import { compileValidator, type Validator } from "./validator.ts";

/** A collection: its documents, its indexes (the one on `_id` first) and its size. */
export type Collection = {
  readonly id: number;
  database: string;
  name: string;
  readonly uuid: Buffer;
  readonly documents: DocumentTable;
  indexes: Index[];
  /** What it was made with, as `listCollections` shows it. */
  options: Doc;
  validator: Validator | undefined;
  /** How many documents it has. */
  count: number;
  /** How many bytes they take. */
  bytes: number;
  nextRecord: number;
  dropped?: true;
};

/** What databases, collections and indexes there are: kept in memory, written through to the file. */
export class Catalog {
  private readonly file: SqliteFile;
  private readonly statements: Statements;
  private databases = new Map<string, Map<string, Collection>>();
  private readonly views = new Map<string, Map<string, View>>();
  private readonly resized = new Set<Collection>();
  private readonly lastIds = { collections: 0, indexes: 0 };

  constructor(file: SqliteFile) {
    this.file = file;
    this.statements = new Statements(file);
    this.load();
  }

  /** Reads everything from the file again, as after a transaction that was rolled back. */
  load(): void {
    this.databases = new Map();
    this.resized.clear();
    const rows = this.statements
      .get("SELECT id, database, name, uuid, documents, bytes FROM collections ORDER BY id")
      .all<[number, string, string, Buffer, number, number]>([]);
    for (const [id, database, name, uuid, count, bytes] of rows) {
      const documents = new DocumentTable(this.file, id);
      const nextRecord = documents.lastRecord() + 1;
      this.put({
        id,
        database,
        name,
        uuid,
        documents,
        indexes: this.loadIndexes(id, documents),
        ...this.loadOptions(uuid),
        count,
        bytes,
        nextRecord,
      });
    }
    this.views.clear();
    for (const database of this.databaseNames()) this.loadViews(database);
  }

  /** Reads the views of a database again. */
  loadViews(database: string): void {
    const collection = this.find(database, viewsCollection);
    if (collection) this.views.set(database, readViews(database, collection.documents));
    else this.views.delete(database);
  }

  /** The view of a name, which no collection has. */
  view(database: string, name: string): View | undefined {
    return this.find(database, name) ? undefined : this.views.get(database)?.get(name);
  }

  /** The views of a database. */
  viewsOf(database: string): View[] {
    return [...(this.views.get(database)?.values() ?? [])];
  }

  find(database: string, name: string): Collection | undefined {
    return this.databases.get(database)?.get(name);
  }

  databaseNames(): string[] {
    return [...this.databases.keys()].sort();
  }

  /** The collections of a database by name. */
  collections(database: string): Collection[] {
    const found = [...(this.databases.get(database)?.values() ?? [])];
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  all(): Collection[] {
    return this.databaseNames().flatMap((database) => this.collections(database));
  }

  create(database: string, name: string): Collection {
    const uuid = Buffer.from(randomUUID().replaceAll("-", ""), "hex");
    const id = this.nextId("collections");
    this.statements
      .get("INSERT INTO collections VALUES (?, ?, ?, ?, 0, 0)")
      .run([id, database, name, uuid]);
    const documents = new DocumentTable(this.file, id);
    documents.create();
    const collection: Collection = {
      id,
      database,
      name,
      uuid,
      documents,
      indexes: [],
      options: {},
      validator: undefined,
      count: 0,
      bytes: 0,
      nextRecord: 1,
    };
    this.put(collection);
    this.addIndex(collection, { v: 2, key: { _id: 1 }, name: "_id_" });
    return collection;
  }

  drop(collection: Collection): void {
    for (const index of [...collection.indexes]) this.dropIndex(collection, index);
    collection.documents.drop();
    this.statements.get("DELETE FROM collections WHERE id = ?").run([collection.id]);
    this.setOptions(collection, {});
    this.take(collection);
    this.resized.delete(collection);
    collection.dropped = true;
    if (collection.name === viewsCollection) this.loadViews(collection.database);
  }

  /** Changes what a collection was made with. */
  setOptions(collection: Collection, options: Doc): void {
    if (Object.keys(options).length === 0 && Object.keys(collection.options).length === 0) return;
    collection.validator = compileValidator(options);
    collection.options = options;
    this.statements.get("DELETE FROM collection_options WHERE uuid = ?").run([collection.uuid]);
    if (Object.keys(options).length === 0) return;
    this.statements
      .get("INSERT INTO collection_options VALUES (?, ?)")
      .run([collection.uuid, encode(options)]);
  }

  rename(collection: Collection, database: string, name: string): void {
    this.statements
      .get("UPDATE collections SET database = ?, name = ? WHERE id = ?")
      .run([database, name, collection.id]);
    this.take(collection);
    collection.database = database;
    collection.name = name;
    this.put(collection);
  }

  /** Adds an index without entries; filling it is for the caller. */
  addIndex(collection: Collection, spec: Doc): Index {
    const id = this.nextId("indexes");
    this.statements
      .get("INSERT INTO indexes VALUES (?, ?, ?, ?, '[]')")
      .run([id, collection.id, spec.name as string, encode(spec)]);
    const unique = spec.unique === true || spec.name === "_id_";
    const entries = new EntryTable(this.file, id, collection.documents.name, unique);
    entries.create();
    const index = defineIndex(id, spec, entries);
    collection.indexes.push(index);
    return index;
  }

  /** Changes what an index was made with, but not its entries. */
  changeIndex(collection: Collection, index: Index, spec: Doc): void {
    this.statements.get("UPDATE indexes SET spec = ? WHERE id = ?").run([encode(spec), index.id]);
    const changed = defineIndex(index.id, spec, index.entries, index.multikey);
    collection.indexes = collection.indexes.map((one) => (one === index ? changed : one));
  }

  dropIndex(collection: Collection, index: Index): void {
    index.entries.drop();
    this.statements.get("DELETE FROM indexes WHERE id = ?").run([index.id]);
    collection.indexes = collection.indexes.filter((other) => other !== index);
  }

  /** Remembers that a document with an array on an indexed path has been stored. */
  markMultikey(index: Index, position: number): void {
    index.multikey.add(position);
    this.statements
      .get("UPDATE indexes SET multikey = ? WHERE id = ?")
      .run([JSON.stringify([...index.multikey]), index.id]);
  }

  /** Notes a change of a collection's size, to be written with the transaction. */
  resize(collection: Collection, documents: number, bytes: number): void {
    collection.count += documents;
    collection.bytes += bytes;
    this.resized.add(collection);
  }

  /** Writes the sizes that changed; the last thing before a commit. */
  writeSizes(): void {
    if (this.resized.size === 0) return;
    const update = this.statements.get(
      "UPDATE collections SET documents = ?, bytes = ? WHERE id = ?",
    );
    for (const { count, bytes, id } of this.resized) update.run([count, bytes, id]);
    this.resized.clear();
  }

  private loadOptions(uuid: Buffer): Pick<Collection, "options" | "validator"> {
    // A file that is only looked at may be of a time when there were none.
    const [hasOptions] = this.statements
      .get("SELECT count(*) FROM sqlite_schema WHERE name = 'collection_options'")
      .get<[number]>([])!;
    const row = hasOptions
      ? this.statements
          .get("SELECT options FROM collection_options WHERE uuid = ?")
          .get<[Buffer]>([uuid])
      : undefined;
    const options = row ? decode(row[0]) : {};
    return { options, validator: compileValidator(options) };
  }

  private loadIndexes(collection: number, documents: DocumentTable): Index[] {
    return this.statements
      .get("SELECT id, spec, multikey FROM indexes WHERE collection = ? ORDER BY id")
      .all<[number, Buffer, string]>([collection])
      .map(([id, bytes, multikey]) => {
        const spec = decode(bytes);
        const unique = spec.unique === true || spec.name === "_id_";
        const entries = new EntryTable(this.file, id, documents.name, unique);
        return defineIndex(id, spec, entries, JSON.parse(multikey) as number[]);
      });
  }

  // Never the number of something dropped: a cursor may still be reading there.
  private nextId(table: "collections" | "indexes"): number {
    const last =
      this.statements.get(`SELECT max(id) FROM ${table}`).get<[number | null]>([])?.[0] ?? 0;
    this.lastIds[table] = Math.max(last, this.lastIds[table]) + 1;
    return this.lastIds[table];
  }

  private put(collection: Collection): void {
    const database = this.databases.get(collection.database) ?? new Map<string, Collection>();
    this.databases.set(collection.database, database.set(collection.name, collection));
  }

  private take(collection: Collection): void {
    const database = this.databases.get(collection.database);
    database?.delete(collection.name);
    if (database?.size === 0) this.databases.delete(collection.database);
  }
}
