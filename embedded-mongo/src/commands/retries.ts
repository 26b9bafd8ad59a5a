import { mongoError } from "../errors/mongo-error.ts";
import type { SqliteFile } from "../storage/sqlite-file.ts";
import { Statements } from "../storage/statements.ts";
import { type Doc, decode, encode } from "../values/index.ts";

const keptMilliseconds = 31 * 60_000;
/** Marks a row that holds the progress of a batch and not yet its answer. */
const progressField = "$progress";

/** How far a batch of writes is: the statement that comes next, and what the reply has so far. */
export type BatchProgress = {
  next: number;
  n: number;
  nModified: number;
  upserted: Doc[];
  errors: Doc[];
};

/** The answers to retryable writes, kept in the file with the writes themselves, so that a retry after a crash is known. */
export class Retries {
  private readonly statements: Statements;

  constructor(file: SqliteFile) {
    this.statements = new Statements(file);
  }

  /** Finds the answer to a write that was done before. Throws if the session has gone on to a later one. */
  answered(session: string, number: number): Buffer | undefined {
    const reply = this.find(session, number);
    return reply && progressField in decode(reply) ? undefined : reply;
  }

  /** Finds how far a batch was when the store ended. */
  progress(session: string, number: number): BatchProgress | undefined {
    const reply = this.find(session, number);
    const kept = reply && (decode(reply)[progressField] as Doc | undefined);
    if (!kept) return undefined;
    return {
      next: Number(kept.next),
      n: Number(kept.n),
      nModified: Number(kept.nModified),
      upserted: kept.upserted as Doc[],
      errors: kept.errors as Doc[],
    };
  }

  keep(session: string, number: number, reply: Uint8Array): void {
    this.statements
      .get("INSERT OR REPLACE INTO retries VALUES (?, ?, ?, ?)")
      .run([Buffer.from(session, "hex"), number, reply, Date.now()]);
  }

  keepProgress(session: string, number: number, progress: BatchProgress): void {
    this.keep(session, number, encode({ [progressField]: progress }));
  }

  /** Forgets the answers of sessions that have timed out. */
  forgetOld(): void {
    this.statements.get("DELETE FROM retries WHERE at < ?").run([Date.now() - keptMilliseconds]);
  }

  private find(session: string, number: number): Buffer | undefined {
    const row = this.statements
      .get("SELECT number, reply FROM retries WHERE session = ?")
      .get<[number, Buffer]>([Buffer.from(session, "hex")]);
    if (!row || row[0] < number) return undefined;
    if (row[0] === number) return row[1];
    throw mongoError(
      225,
      `Retryable write with txnNumber ${number} is prohibited on session ${session} because a newer retryable write with txnNumber ${row[0]} has already started on this session.`,
    );
  }
}
