import { mongoError } from "../errors/mongo-error.ts";

/** The most that one command may hold, in bytes, as in MongoDB. */
const mostBytes = 100 * 1024 * 1024;
/** The most that all commands together may hold, in bytes: decoded, it takes several times as much. */
const mostBytesOfAll = 200 * 1024 * 1024;

let heldByAll = 0;

/** Counts what one command holds in memory, so that a large one ends with an error and not the process. */
export class Memory {
  private held = 0;

  /** Counts bytes that the command holds from now on. Throws error 292 for a `$sort` or `$group`, else 146. */
  hold(bytes: number, holder: string): void {
    this.held += bytes;
    heldByAll += bytes;
    if (this.held <= mostBytes && heldByAll <= mostBytesOfAll) return;
    const limit = this.held > mostBytes ? mostBytes : mostBytesOfAll;
    throw mongoError(
      holder === "$sort" || holder === "$group" ? 292 : 146,
      `${holder} exceeded the memory limit of ${limit} bytes; an index or a narrower $match avoids this`,
    );
  }

  /** Counts bytes that the command no longer holds; by default all. */
  release(bytes = this.held): void {
    this.held -= bytes;
    heldByAll -= bytes;
  }
}
