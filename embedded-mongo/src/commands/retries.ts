import { mongoError } from "../errors/mongo-error.ts";
import type { SqliteFile } from "../storage/sqlite-file.ts";
import { Statements } from "../storage/statements.ts";
import { type Doc, decode, encode } from "../values/index.ts";

const keptMilliseconds = 31 * 60_000;
/** Marks a row that holds the progress of a batch instead of its reply. */
const progressField = "$progress";

/** The progress of a batch of writes: the next statement, and the reply so far. */
export interface BatchProgress {
  next: number;
  n: number;
  nModified: number;
  upserted: Doc[];
  errors: Doc[];
}

/** The replies to retryable writes, stored in the transaction of the write, so that a retry after a crash is recognised. */
export class Retries {
  readonly #statements: Statements;

  constructor(file: SqliteFile) {
    this.#statements = new Statements(file);
  }

  /** Finds the reply to a write that was done before. Throws if the session has made a later write. */
  answered(session: string, number: number): Buffer | undefined {
    const reply = this.#find(session, number);
    return reply && progressField in decode(reply) ? undefined : reply;
  }

  /** Finds the stored progress of a batch. */
  progress(session: string, number: number): BatchProgress | undefined {
    const reply = this.#find(session, number);
    const kept = reply && (decode(reply)[progressField] as Doc | undefined);
    if (!kept) {
      return undefined;
    }
    return {
      next: Number(kept.next),
      n: Number(kept.n),
      nModified: Number(kept.nModified),
      upserted: kept.upserted as Doc[],
      errors: kept.errors as Doc[],
    };
  }

  keep(session: string, number: number, reply: Uint8Array): void {
    this.#statements
      .get("INSERT OR REPLACE INTO retries VALUES (?, ?, ?, ?)")
      .run([Buffer.from(session, "hex"), number, reply, Date.now()]);
  }

  storeProgress(session: string, number: number, progress: BatchProgress): void {
    this.keep(session, number, encode({ [progressField]: progress }));
  }

  /** Deletes the replies of sessions that have timed out. */
  deleteOld(): void {
    this.#statements.get("DELETE FROM retries WHERE at < ?").run([Date.now() - keptMilliseconds]);
  }

  #find(session: string, number: number): Buffer | undefined {
    const row = this.#statements
      .get("SELECT number, reply FROM retries WHERE session = ?")
      .get<[number, Buffer]>([Buffer.from(session, "hex")]);
    if (!row || row[0] < number) {
      return undefined;
    }
    if (row[0] === number) {
      return row[1];
    }
    throw mongoError(
      225,
      `Retryable write with txnNumber ${number} is prohibited on session ${session} because a newer retryable write with txnNumber ${row[0]} has already started on this session.`,
    );
  }
}
