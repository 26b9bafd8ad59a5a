import type { SqliteFile, SqlValue } from "./sqlite-file.ts";
import { Statements } from "./statements.ts";

/** A range of index keys in byte order: from `low` up to, not including, `high` (`null`: no end). */
export type KeyRange = { low: Uint8Array; high: Uint8Array | null };

/** An index entry and the document it stands for. */
export type ScannedEntry = { key: Buffer; record: number; body: Buffer };

/** Where a scan goes on. */
export type EntryPosition = { key: Uint8Array; record: number };

/** The entries of one index in byte order of their keys. */
export class EntryTable {
  private readonly file: SqliteFile;
  private readonly name: string;
  private readonly documents: string;
  private readonly unique: boolean;
  private readonly statements: Statements;

  constructor(file: SqliteFile, index: number, documents: string, unique: boolean) {
    this.file = file;
    this.statements = new Statements(file);
    this.name = `index_${index}`;
    this.documents = documents;
    this.unique = unique;
  }

  create(): void {
    const primary = this.unique ? "key" : "key, record";
    this.file.exec(
      `CREATE TABLE ${this.name} (key BLOB NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (${primary})) WITHOUT ROWID`,
    );
  }

  drop(): void {
    this.file.exec(`DROP TABLE ${this.name}`);
  }

  /** Adds an entry; `false` if the index is unique and has the key already. */
  insert(key: Uint8Array, record: number): boolean {
    return (
      this.statements.get(`INSERT OR IGNORE INTO ${this.name} VALUES (?, ?)`).run([key, record]) ===
      1
    );
  }

  remove(key: Uint8Array, record: number): void {
    this.statements.get(`DELETE FROM ${this.name} WHERE key = ? AND record = ?`).run([key, record]);
  }

  /** The document of the one entry with exactly this key, in a unique index. */
  find(key: Uint8Array): { record: number; body: Buffer } | undefined {
    const row = this.statements
      .get(
        `SELECT d.record, d.body FROM ${this.name} e CROSS JOIN ${this.documents} d ON d.record = e.record WHERE e.key = ?`,
      )
      .get<[number, Buffer]>([key]);
    return row && { record: row[0], body: row[1] };
  }

  /** The next entries of a range with their documents, after a position if one is given. */
  scan(
    range: KeyRange,
    reverse: boolean,
    after: EntryPosition | undefined,
    limit: number,
  ): ScannedEntry[] {
    const parameters: SqlValue[] = [];
    const conditions: string[] = [];
    const add = (condition: string, ...values: SqlValue[]) => {
      conditions.push(condition);
      parameters.push(...values);
    };
    if (!after || reverse) add("e.key >= ?", range.low);
    if (range.high && (!after || !reverse)) add("e.key < ?", range.high);
    const sign = reverse ? "<" : ">";
    if (after && this.unique) add(`e.key ${sign} ?`, after.key);
    else if (after) add(`(e.key, e.record) ${sign} (?, ?)`, after.key, after.record);
    const direction = reverse ? "DESC" : "ASC";
    const order = this.unique ? `e.key ${direction}` : `e.key ${direction}, e.record ${direction}`;
    parameters.push(limit);
    return this.statements
      .get(
        `SELECT e.key, e.record, d.body FROM ${this.name} e CROSS JOIN ${this.documents} d ON d.record = e.record ` +
          `WHERE ${conditions.join(" AND ")} ORDER BY ${order} LIMIT ?`,
      )
      .all<[Buffer, number, Buffer]>(parameters)
      .map(([key, record, body]) => ({ key, record, body }));
  }

  /** How many entries a range has, counting no further than `most`. */
  count(range: KeyRange, most: number): number {
    const until = range.high ? "AND key < ?" : "";
    const sql = `SELECT count(*) FROM (SELECT 1 FROM ${this.name} WHERE key >= ? ${until} LIMIT ?)`;
    const parameters = range.high ? [range.low, range.high, most] : [range.low, most];
    return this.statements.get(sql).get<[number]>(parameters)?.[0] ?? 0;
  }

  /** Whether a document has an entry with this key. */
  has(key: Uint8Array, record: number): boolean {
    const sql = `SELECT 1 FROM ${this.name} WHERE key = ? AND record = ?`;
    return this.statements.get(sql).get([key, record]) !== undefined;
  }
}
