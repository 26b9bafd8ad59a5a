import Libsql from "libsql";

/** A parameter or a column. Numbers are stored as integers by the columns' types; bytes are returned as buffers. */
export type SqlValue = number | string | Uint8Array | null;

/** A prepared statement. Parameters are always one array and rows are always arrays; the library crashes or mangles blobs otherwise. */
export interface Statement {
  /** Runs it. */
  run(parameters: SqlValue[]): void;
  get<Row>(parameters: SqlValue[]): Row | undefined;
  all<Row>(parameters: SqlValue[]): Row[];
}

/** An open SQLite file. This module is the only one that knows which library reads it. */
export interface SqliteFile {
  exec(sql: string): void;
  /** Prepares a statement, or returns the one that was prepared before for this SQL. */
  prepare(sql: string): Statement;
  close(): void;
}

/** The most statements that are kept: a store of many collections has a dozen for each. */
const maxPrepared = 10_000;

/** Opens or makes a SQLite file. Errors carry SQLite's code, such as `SQLITE_BUSY`, as `code`. */
export function openSqliteFile(path: string, options: { readonly?: boolean } = {}): SqliteFile {
  const database = new Libsql(path, options.readonly ? { readonly: true } : {});
  const prepared = new Map<string, Statement>();
  return {
    exec: (sql) => void database.exec(sql),
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) {
        return known;
      }
      if (prepared.size >= maxPrepared) {
        prepared.clear();
      }
      const statement = prepare(database, sql);
      prepared.set(sql, statement);
      return statement;
    },
    close: () => void database.close(),
  };
}

function prepare(database: Libsql.Database, sql: string): Statement {
  let statement = prepareRaw(database, sql);
  // The library takes no new parameters for `get` after `all` on one statement, so that each has its own.
  let many: ReturnType<typeof prepareRaw> | undefined;
  return {
    run(parameters) {
      try {
        // The library's `run` counts changes, which takes longer than the change.
        statement.get(parameters);
      } catch (error) {
        // The library repeats the error of a failed statement.
        statement = prepareRaw(database, sql);
        throw error;
      }
    },
    get: <Row>(parameters: SqlValue[]) => statement.get(parameters) as Row | undefined,
    all: <Row>(parameters: SqlValue[]) => {
      many ??= prepareRaw(database, sql);
      return many.all(parameters) as Row[];
    },
  };
}

function prepareRaw(database: Libsql.Database, sql: string): Libsql.Statement {
  const statement = database.prepare(sql);
  // Only a statement that answers with rows has a raw mode.
  if (statement.reader) {
    (statement as Libsql.Statement & { raw(): void }).raw();
  }
  return statement;
}
