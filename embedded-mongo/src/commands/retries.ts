import { mongoError } from "../errors/mongo-error.ts";
import type { SqliteFile } from "../storage/sqlite-file.ts";
import { Statements } from "../storage/statements.ts";

const keptMilliseconds = 31 * 60_000;

/** The answers to retryable writes, kept in the file with the writes themselves, so that a retry after a crash is known. */
export class Retries {
  private readonly statements: Statements;

  constructor(file: SqliteFile) {
    this.statements = new Statements(file);
  }

  /** The answer to a write that was done before. Throws if the session has gone on to a later one. */
  answered(session: string, number: number): Buffer | undefined {
    const row = this.statements
      .get("SELECT number, reply FROM retries WHERE session = ?")
      .get<[number, Buffer]>([Buffer.from(session, "hex")]);
    if (!row) return undefined;
    if (row[0] === number) return row[1];
    if (row[0] < number) return undefined;
    throw mongoError(
      225,
      `Retryable write with txnNumber ${number} is prohibited on session ${session} because a newer retryable write with txnNumber ${row[0]} has already started on this session.`,
    );
  }

  keep(session: string, number: number, reply: Uint8Array): void {
    this.statements
      .get("INSERT OR REPLACE INTO retries VALUES (?, ?, ?, ?)")
      .run([Buffer.from(session, "hex"), number, reply, Date.now()]);
  }

  /** Forgets the answers of sessions that have timed out. */
  forgetOld(): void {
    this.statements.get("DELETE FROM retries WHERE at < ?").run([Date.now() - keptMilliseconds]);
  }
}
