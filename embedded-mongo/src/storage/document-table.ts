import type { SqliteFile } from "./sqlite-file.ts";
import { Statements } from "./statements.ts";

/** A stored document: its number in order of insertion, and its bytes. */
export type StoredDocument = { record: number; body: Buffer };

/** The documents of one collection, in the order in which they were inserted. */
export class DocumentTable {
  readonly name: string;
  private readonly file: SqliteFile;
  private readonly statements: Statements;
  // Put together once: the statements are found by their text.
  private readonly sql: Readonly<Record<"insert" | "replace" | "remove" | "get", string>>;

  constructor(file: SqliteFile, collection: number) {
    this.file = file;
    this.statements = new Statements(file);
    const name = `documents_${collection}`;
    this.name = name;
    this.sql = {
      insert: `INSERT INTO ${name} VALUES (?, ?)`,
      replace: `UPDATE ${name} SET body = ?2 WHERE record = ?1`,
      remove: `DELETE FROM ${name} WHERE record = ?`,
      get: `SELECT body FROM ${name} WHERE record = ?`,
    };
  }

  create(): void {
    this.file.exec(`CREATE TABLE ${this.name} (record INTEGER PRIMARY KEY, body BLOB NOT NULL)`);
  }

  drop(): void {
    this.file.exec(`DROP TABLE ${this.name}`);
  }

  insert(record: number, body: Uint8Array): void {
    this.statements.get(this.sql.insert).run([record, body]);
  }

  replace(record: number, body: Uint8Array): void {
    this.statements.get(this.sql.replace).run([record, body]);
  }

  remove(record: number): void {
    this.statements.get(this.sql.remove).run([record]);
  }

  get(record: number): Buffer | undefined {
    return this.statements.get(this.sql.get).get<[Buffer]>([record])?.[0];
  }

  lastRecord(): number {
    return (
      this.statements.get(`SELECT max(record) FROM ${this.name}`).get<[number | null]>([])?.[0] ?? 0
    );
  }

  /** The next documents after a record (or before it, in reverse). */
  scan(after: number, reverse: boolean, limit: number): StoredDocument[] {
    const [sign, order] = reverse ? ["<", "DESC"] : [">", "ASC"];
    return this.statements
      .get(
        `SELECT record, body FROM ${this.name} WHERE record ${sign} ? ORDER BY record ${order} LIMIT ?`,
      )
      .all<[number, Buffer]>([after, limit])
      .map(([record, body]) => ({ record, body }));
  }
}
