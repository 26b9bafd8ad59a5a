import type { SqliteFile, SqlValue } from "./sqlite-file.ts";

/** A range of index keys in byte order: from `low` up to, not including, `high` (`null`: no end). */
export interface KeyRange {
  low: Uint8Array;
  high: Uint8Array | null;
}

/** An index entry and its document. */
export interface ScannedEntry {
  key: Buffer;
  record: number;
  body: Buffer;
}

type ScannedRow = [key: Buffer, record: number, body: Buffer];

/** The position after which a scan goes on. */
export interface EntryPosition {
  key: Uint8Array;
  record: number;
}

/** The entries of one index in byte order of their keys. */
export class EntryTable {
  readonly #file: SqliteFile;
  readonly #name: string;
  /** The entries joined with their documents, in SQL. */
  readonly #joined: string;
  readonly #unique: boolean;

  constructor(file: SqliteFile, index: number, documents: string, unique: boolean) {
    this.#file = file;
    this.#name = `index_${index}`;
    this.#joined = `${this.#name} e CROSS JOIN ${documents} d ON d.record = e.record`;
    this.#unique = unique;
  }

  create(): void {
    const primary = this.#unique ? "key" : "key, record";
    this.#file.exec(
      `CREATE TABLE ${this.#name} (key BLOB NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (${primary})) WITHOUT ROWID`,
    );
  }

  drop(): void {
    this.#file.exec(`DROP TABLE ${this.#name}`);
  }

  /** Adds an entry; returns `false` if the index is unique and has the key already. */
  insert(key: Uint8Array, record: number): boolean {
    try {
      this.#file.prepare(`INSERT INTO ${this.#name} VALUES (?, ?)`).run([key, record]);
      return true;
    } catch (error) {
      if (isTaken(error)) {
        return false;
      }
      throw error;
    }
  }

  remove(key: Uint8Array, record: number): void {
    this.#file.prepare(`DELETE FROM ${this.#name} WHERE key = ? AND record = ?`).run([key, record]);
  }

  /** Finds the document of the entry with exactly this key, in a unique index. */
  find(key: Uint8Array): { record: number; body: Buffer } | undefined {
    const sql = `SELECT d.record, d.body FROM ${this.#joined} WHERE e.key = ?`;
    const row = this.#file.prepare(sql).get<[number, Buffer]>([key]);
    return row && { record: row[0], body: row[1] };
  }

  /** Reads the next entries of a range with their documents, after a position if one is given. */
  scan(
    range: KeyRange,
    reverse: boolean,
    after: EntryPosition | undefined,
    limit: number,
  ): ScannedEntry[] {
    const [sign, direction] = reverse ? ["<", "DESC"] : [">", "ASC"];
    const conditions: string[] = [];
    const parameters: SqlValue[] = [];
    const where = (condition: string, ...values: SqlValue[]): void => {
      conditions.push(condition);
      parameters.push(...values);
    };
    if (!after || reverse) {
      where("e.key >= ?", range.low);
    }
    if (range.high !== null && (!after || !reverse)) {
      where("e.key < ?", range.high);
    }
    if (after && this.#unique) {
      where(`e.key ${sign} ?`, after.key);
    } else if (after) {
      where(`(e.key, e.record) ${sign} (?, ?)`, after.key, after.record);
    }
    const sql =
      `SELECT e.key, e.record, d.body FROM ${this.#joined} WHERE ${conditions.join(" AND ")} ` +
      `ORDER BY e.key ${direction}${this.#unique ? "" : `, e.record ${direction}`} LIMIT ?`;
    parameters.push(limit);
    const statement = this.#file.prepare(sql);
    // The library returns one row faster than a list of one.
    const first = limit === 1 ? statement.get<ScannedRow>(parameters) : undefined;
    const rows = limit === 1 ? (first ? [first] : []) : statement.all<ScannedRow>(parameters);
    return rows.map(([key, record, body]) => ({ key, record, body }));
  }

  /** Counts the entries of a range after a position if one is given, no further than `most`. */
  count(range: KeyRange, most: number, after?: EntryPosition): number {
    const [where, parameters] = this.#within(range, after);
    const sql = `SELECT count(*) FROM (SELECT 1 FROM ${this.#name} WHERE ${where} LIMIT ?)`;
    return this.#file.prepare(sql).get<[number]>([...parameters, most])?.[0] ?? 0;
  }

  /** Finds the entry that is a number of entries on from the start of a range or from a position in it. */
  skip(range: KeyRange, count: number, after?: EntryPosition): EntryPosition | undefined {
    const [where, parameters] = this.#within(range, after);
    const sql = `SELECT key, record FROM ${this.#name} WHERE ${where} ORDER BY key, record LIMIT 1 OFFSET ?`;
    const row = this.#file.prepare(sql).get<[Buffer, number]>([...parameters, count - 1]);
    return row && { key: row[0], record: row[1] };
  }

  #within(
    range: KeyRange,
    after: EntryPosition | undefined,
  ): [where: string, parameters: SqlValue[]] {
    const from = after ? "(key, record) > (?, ?)" : "key >= ?";
    const parameters: SqlValue[] = after ? [after.key, after.record] : [range.low];
    if (range.high === null) {
      return [from, parameters];
    }
    return [`${from} AND key < ?`, [...parameters, range.high]];
  }

  /** Says whether a document has an entry with this key. */
  has(key: Uint8Array, record: number): boolean {
    const sql = `SELECT 1 FROM ${this.#name} WHERE key = ? AND record = ?`;
    return this.#file.prepare(sql).get([key, record]) !== undefined;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}
