import { randomBytes } from "node:crypto";
import { mongoError } from "../errors/mongo-error.ts";
import { nextOf, type Pause, type Steps, type Stream } from "../task/pause.ts";
import type { Task } from "../task/task.ts";
import { maxDocumentBytes } from "../wire/limits.ts";

const idleMilliseconds = 10 * 60_000;
const maxCursors = 10_000;

/** The namespace and the task of a cursor. */
interface CursorOwner {
  readonly namespace: string;
  readonly task: Task;
}

interface OpenCursor extends CursorOwner {
  readonly documents: Iterator<Uint8Array | Pause>;
  /** The next document, read ahead to know whether there is one. */
  next: Uint8Array;
  usedAt: number;
  isBusy: boolean;
}

/** A batch and the id of its cursor: 0 after the last batch. */
export interface Batch {
  id: bigint;
  documents: Uint8Array[];
}

/** The open cursors. A batch of an open cursor is empty only if the client asked for 0 documents. */
export class Cursors {
  readonly #open = new Map<bigint, OpenCursor>();

  /** Reads the first batch and opens a cursor for the rest, unless a single batch is wanted. */
  *start(
    stream: Stream<Uint8Array>,
    batchSize: number,
    owner: CursorOwner,
    isSingle: boolean,
  ): Steps<Batch> {
    const documents = stream[Symbol.iterator]();
    const first = yield* nextOf(documents);
    const { batch, next } = yield* take(documents, first, batchSize);
    if (next === undefined || isSingle) {
      documents.return?.();
      return { id: 0n, documents: batch };
    }
    if (this.#open.size >= maxCursors) {
      this.closeIdle(Date.now() - idleMilliseconds / 10);
    }
    const id = (randomBytes(8).readBigUInt64LE() & 0x7fffffffffffffffn) | 1n;
    owner.task.isKept = true;
    this.#open.set(id, { ...owner, documents, next, usedAt: Date.now(), isBusy: false });
    return { id, documents: batch };
  }

  /** Returns the task of a cursor. Throws if the collection has no such cursor. */
  taskOf(id: bigint, namespace: string): Task {
    const cursor = this.#open.get(id);
    if (!cursor) {
      throw mongoError(43, `cursor id ${id} not found`);
    }
    if (cursor.namespace !== namespace) {
      throw mongoError(13, `cursor ${id} belongs to another collection`);
    }
    if (cursor.isBusy) {
      throw mongoError(12051, `cursor id ${id} is already in use`);
    }
    return cursor.task;
  }

  /** Reads the next batch of a cursor that `taskOf` has found; a size of 0 means as many as fit. */
  *more(id: bigint, batchSize: number): Steps<Batch> {
    const cursor = this.#open.get(id) as OpenCursor;
    cursor.usedAt = Date.now();
    cursor.isBusy = true;
    try {
      const most = batchSize || Number.POSITIVE_INFINITY;
      const { batch, next } = yield* take(cursor.documents, cursor.next, most);
      cursor.isBusy = false;
      if (!this.#open.has(id)) {
        throw mongoError(43, `cursor id ${id} not found`);
      }
      if (next === undefined) {
        this.#close(id, cursor);
      } else {
        cursor.next = next;
      }
      return { id: next === undefined ? 0n : id, documents: batch };
    } catch (error) {
      this.#close(id, cursor);
      throw error;
    }
  }

  /** Closes a cursor; `false` if there is none. */
  kill(id: bigint, namespace?: string): boolean {
    const cursor = this.#open.get(id);
    if (!cursor || (namespace !== undefined && cursor.namespace !== namespace)) {
      return false;
    }
    cursor.documents.return?.();
    this.#close(id, cursor);
    return true;
  }

  /** Closes the cursors that were not used since a time. */
  closeIdle(since = Date.now() - idleMilliseconds): void {
    for (const [id, { usedAt }] of this.#open) {
      if (usedAt < since) {
        this.kill(id);
      }
    }
  }

  #close(id: bigint, cursor: OpenCursor): void {
    this.#open.delete(id);
    cursor.task.isKept = false;
    if (!cursor.isBusy) {
      cursor.task.end();
    }
  }
}

function* take(
  documents: OpenCursor["documents"],
  first: Uint8Array | undefined,
  most: number,
): Steps<{ batch: Uint8Array[]; next: Uint8Array | undefined }> {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  let next = first;
  while (next !== undefined) {
    if (batch.length >= most || (batch.length > 0 && bytes + next.length > maxDocumentBytes)) {
      break;
    }
    batch.push(next);
    bytes += next.length;
    next = yield* nextOf(documents);
  }
  return { batch, next };
}
