import type { SqliteFile, SqlValue } from "./sqlite-file.ts";
import { Statements } from "./statements.ts";

/** A range of index keys in byte order: from `low` up to, not including, `high` (`null`: no end). */
export type KeyRange = { low: Uint8Array; high: Uint8Array | null };

/** An index entry and the document it stands for. */
export type ScannedEntry = { key: Buffer; record: number; body: Buffer };

type ScannedRow = [key: Buffer, record: number, body: Buffer];

/** Where a scan goes on. */
export type EntryPosition = { key: Uint8Array; record: number };

/** The entries of one index in byte order of their keys. */
export class EntryTable {
  private readonly file: SqliteFile;
  private readonly name: string;
  private readonly documents: string;
  private readonly unique: boolean;
  private readonly statements: Statements;
  // Put together once: the statements are found by their text.
  private readonly sql: Readonly<Record<"insert" | "remove" | "find", string>>;
  private readonly scans: (string | undefined)[] = [];

  constructor(file: SqliteFile, index: number, documents: string, unique: boolean) {
    this.file = file;
    this.statements = new Statements(file);
    this.name = `index_${index}`;
    this.documents = documents;
    this.unique = unique;
    this.sql = {
      insert: `INSERT INTO ${this.name} VALUES (?, ?)`,
      remove: `DELETE FROM ${this.name} WHERE key = ? AND record = ?`,
      find:
        `SELECT d.record, d.body FROM ${this.name} e ` +
        `CROSS JOIN ${documents} d ON d.record = e.record WHERE e.key = ?`,
    };
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
    try {
      this.statements.get(this.sql.insert).run([key, record]);
      return true;
    } catch (error) {
      if (isTaken(error)) return false;
      throw error;
    }
  }

  remove(key: Uint8Array, record: number): void {
    this.statements.get(this.sql.remove).run([key, record]);
  }

  /** The document of the one entry with exactly this key, in a unique index. */
  find(key: Uint8Array): { record: number; body: Buffer } | undefined {
    const row = this.statements.get(this.sql.find).get<[number, Buffer]>([key]);
    return row && { record: row[0], body: row[1] };
  }

  /** The next entries of a range with their documents, after a position if one is given. */
  scan(
    range: KeyRange,
    reverse: boolean,
    after: EntryPosition | undefined,
    limit: number,
  ): ScannedEntry[] {
    const low = !after || reverse;
    const high = range.high !== null && (!after || !reverse);
    const parameters: SqlValue[] = [];
    if (low) parameters.push(range.low);
    if (high) parameters.push(range.high);
    if (after) parameters.push(after.key);
    if (after && !this.unique) parameters.push(after.record);
    parameters.push(limit);
    const statement = this.statements.get(this.scanSql(low, high, after !== undefined, reverse));
    // One row is asked for more cheaply than a list of one.
    const first = limit === 1 ? statement.get<ScannedRow>(parameters) : undefined;
    const rows = limit === 1 ? (first ? [first] : []) : statement.all<ScannedRow>(parameters);
    return rows.map(([key, record, body]) => ({ key, record, body }));
  }

  private scanSql(low: boolean, high: boolean, after: boolean, reverse: boolean): string {
    const kind = Number(low) + 2 * Number(high) + 4 * Number(after) + 8 * Number(reverse);
    const known = this.scans[kind];
    if (known !== undefined) return known;
    const sign = reverse ? "<" : ">";
    const direction = reverse ? "DESC" : "ASC";
    const conditions = [
      ...(low ? ["e.key >= ?"] : []),
      ...(high ? ["e.key < ?"] : []),
      ...(after ? [this.unique ? `e.key ${sign} ?` : `(e.key, e.record) ${sign} (?, ?)`] : []),
    ];
    const order = this.unique ? `e.key ${direction}` : `e.key ${direction}, e.record ${direction}`;
    const sql =
      `SELECT e.key, e.record, d.body FROM ${this.name} e CROSS JOIN ${this.documents} d ON d.record = e.record ` +
      `WHERE ${conditions.join(" AND ")} ORDER BY ${order} LIMIT ?`;
    this.scans[kind] = sql;
    return sql;
  }

  /** Counts the entries of a range after a position if one is given, no further than `most`. */
  count(range: KeyRange, most: number, after?: EntryPosition): number {
    const [where, parameters] = this.within(range, after);
    const sql = `SELECT count(*) FROM (SELECT 1 FROM ${this.name} WHERE ${where} LIMIT ?)`;
    return this.statements.get(sql).get<[number]>([...parameters, most])?.[0] ?? 0;
  }

  /** Finds the entry that is a number of entries on from the start of a range or from a position in it. */
  skip(range: KeyRange, count: number, after?: EntryPosition): EntryPosition | undefined {
    const [where, parameters] = this.within(range, after);
    const sql = `SELECT key, record FROM ${this.name} WHERE ${where} ORDER BY key, record LIMIT 1 OFFSET ?`;
    const row = this.statements.get(sql).get<[Buffer, number]>([...parameters, count - 1]);
    return row && { key: row[0], record: row[1] };
  }

  private within(
    range: KeyRange,
    after: EntryPosition | undefined,
  ): [where: string, parameters: SqlValue[]] {
    const from = after ? "(key, record) > (?, ?)" : "key >= ?";
    const parameters: SqlValue[] = after ? [after.key, after.record] : [range.low];
    if (range.high === null) return [from, parameters];
    return [`${from} AND key < ?`, [...parameters, range.high]];
  }

  /** Whether a document has an entry with this key. */
  has(key: Uint8Array, record: number): boolean {
    const sql = `SELECT 1 FROM ${this.name} WHERE key = ? AND record = ?`;
    return this.statements.get(sql).get([key, record]) !== undefined;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}
