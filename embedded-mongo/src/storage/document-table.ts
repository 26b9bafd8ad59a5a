import type { SqliteFile } from "./sqlite-file.ts";

/** A stored document: its number in order of insertion, and its bytes. */
export interface StoredDocument {
  record: number;
  body: Buffer;
}

/** How many documents are read at once. */
const chunk = 50;

/** The documents of one collection, in the order in which they were inserted. */
export class DocumentTable {
  readonly name: string;
  readonly #file: SqliteFile;

  constructor(file: SqliteFile, collection: number) {
    this.#file = file;
    this.name = `documents_${collection}`;
  }

  create(): void {
    this.#file.exec(`CREATE TABLE ${this.name} (record INTEGER PRIMARY KEY, body BLOB NOT NULL)`);
  }

  drop(): void {
    this.#file.exec(`DROP TABLE ${this.name}`);
  }

  insert(record: number, body: Uint8Array): void {
    this.#file.prepare(`INSERT INTO ${this.name} VALUES (?, ?)`).run([record, body]);
  }

  replace(record: number, body: Uint8Array): void {
    this.#file.prepare(`UPDATE ${this.name} SET body = ?2 WHERE record = ?1`).run([record, body]);
  }

  remove(record: number): void {
    this.#file.prepare(`DELETE FROM ${this.name} WHERE record = ?`).run([record]);
  }

  get(record: number): Buffer | undefined {
    const sql = `SELECT body FROM ${this.name} WHERE record = ?`;
    return this.#file.prepare(sql).get<[Buffer]>([record])?.[0];
  }

  lastRecord(): number {
    return (
      this.#file.prepare(`SELECT max(record) FROM ${this.name}`).get<[number | null]>([])?.[0] ?? 0
    );
  }

  /** Reads all documents in their order, in chunks. Other statements may run between two chunks. */
  *chunks(): Generator<StoredDocument[]> {
    for (let rows = this.scan(0, chunk); rows.length > 0; ) {
      yield rows;
      rows = this.scan(rows.at(-1)?.record ?? 0, chunk);
    }
  }

  /** Reads the next documents after a record. */
  scan(after: number, limit: number): StoredDocument[] {
    return this.#file
      .prepare(`SELECT record, body FROM ${this.name} WHERE record > ? ORDER BY record LIMIT ?`)
      .all<[number, Buffer]>([after, limit])
      .map(([record, body]) => ({ record, body }));
  }
}
