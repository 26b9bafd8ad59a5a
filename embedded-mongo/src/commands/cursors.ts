import { randomBytes } from "node:crypto";
import { mongoError } from "../errors/mongo-error.ts";
import { maxDocumentBytes } from "../wire/limits.ts";

const idleMilliseconds = 10 * 60_000;
const mostCursors = 10_000;

type OpenCursor = {
  namespace: string;
  documents: Iterator<Uint8Array>;
  /** The document that was read to learn that there is one more. */
  next: Uint8Array;
  usedAt: number;
  keepsOpen: boolean;
  session: string | undefined;
};

/** One batch and the cursor to go on with: 0 when there is nothing more. */
export type Batch = { id: bigint; documents: Uint8Array[] };

/** The cursors that clients have open. A batch is empty with a living cursor only if the client asked for 0 documents. */
export class Cursors {
  private readonly open = new Map<bigint, OpenCursor>();

  get size(): number {
    return this.open.size;
  }

  /** Takes the first batch of some documents and keeps the rest for `more`. */
  start(
    namespace: string,
    documents: Iterator<Uint8Array>,
    batchSize: number,
    options: { single?: boolean; keepsOpen?: boolean; session?: string | undefined } = {},
  ): Batch {
    const first = documents.next();
    if (first.done) return { id: 0n, documents: [] };
    const { batch, next } = take(documents, first.value, batchSize);
    if (next === undefined || options.single) {
      documents.return?.();
      return { id: 0n, documents: batch };
    }
    if (this.open.size >= mostCursors) this.closeIdle(Date.now() - idleMilliseconds / 10);
    const id = (randomBytes(8).readBigUInt64LE() & 0x7fffffffffffffffn) | 1n;
    this.open.set(id, {
      namespace,
      documents,
      next,
      usedAt: Date.now(),
      keepsOpen: options.keepsOpen === true,
      session: options.session,
    });
    return { id, documents: batch };
  }

  /** The next batch; 0 as size means as many as fit. */
  more(id: bigint, namespace: string, batchSize: number, session: string | undefined): Batch {
    const cursor = this.open.get(id);
    if (!cursor) throw mongoError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw mongoError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.session !== session) {
      throw mongoError(
        13,
        `Cannot run getMore on cursor ${id}, which was created in another session`,
      );
    }
    cursor.usedAt = Date.now();
    try {
      const { batch, next } = take(
        cursor.documents,
        cursor.next,
        batchSize || Number.POSITIVE_INFINITY,
      );
      if (next === undefined) this.open.delete(id);
      else cursor.next = next;
      return { id: next === undefined ? 0n : id, documents: batch };
    } catch (error) {
      this.open.delete(id);
      throw error;
    }
  }

  /** Closes a cursor; `false` if there is none. */
  kill(id: bigint, namespace?: string): boolean {
    const cursor = this.open.get(id);
    if (!cursor || (namespace !== undefined && cursor.namespace !== namespace)) return false;
    cursor.documents.return?.();
    return this.open.delete(id);
  }

  /** Closes the cursors of a session. */
  killSession(session: string): void {
    for (const [id, cursor] of this.open) if (cursor.session === session) this.kill(id);
  }

  /** Closes the cursors of all sessions. */
  killSessions(): void {
    for (const [id, cursor] of this.open) if (cursor.session !== undefined) this.kill(id);
  }

  /** Closes the cursors that nobody has asked since a time. */
  closeIdle(since = Date.now() - idleMilliseconds): void {
    for (const [id, { usedAt, keepsOpen }] of this.open)
      if (usedAt < since && !keepsOpen) this.kill(id);
  }
}

function take(
  documents: Iterator<Uint8Array>,
  first: Uint8Array,
  most: number,
): { batch: Uint8Array[]; next: Uint8Array | undefined } {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  let next: Uint8Array | undefined = first;
  while (next !== undefined) {
    if (batch.length >= most || (batch.length > 0 && bytes + next.length > maxDocumentBytes)) break;
    batch.push(next);
    bytes += next.length;
    const result = documents.next();
    next = result.done ? undefined : result.value;
  }
  return { batch, next };
}
