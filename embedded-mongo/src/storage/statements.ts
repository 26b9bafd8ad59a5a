import type { SqliteFile, Statement } from "./sqlite-file.ts";

/** Prepared statements of a table, by their SQL. */
export class Statements {
  readonly #file: SqliteFile;
  readonly #prepared = new Map<string, Statement>();

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  get(sql: string): Statement {
    const known = this.#prepared.get(sql);
    if (known) {
      return known;
    }
    const statement = this.#file.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
