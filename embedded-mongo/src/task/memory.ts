import { mongoError } from "../errors/mongo-error.ts";

/** The memory limit of one command in bytes, as in MongoDB. */
const maxBytes = 100 * 1024 * 1024;
/** The memory limit of all commands together in bytes. Decoded documents take several times as much. */
const maxBytesOfAll = 200 * 1024 * 1024;

let heldByAll = 0;

/** Counts the memory of a command, so that a large command fails instead of the process. */
export class Memory {
  #held = 0;

  /** Counts bytes that the command holds from now on. Throws error 292 for a `$sort` or `$group`, else 146. */
  hold(bytes: number, holder: string): void {
    this.#held += bytes;
    heldByAll += bytes;
    if (this.#held <= maxBytes && heldByAll <= maxBytesOfAll) {
      return;
    }
    const limit = this.#held > maxBytes ? maxBytes : maxBytesOfAll;
    throw mongoError(
      holder === "$sort" || holder === "$group" ? 292 : 146,
      `${holder} exceeded the memory limit of ${limit} bytes; an index or a narrower $match avoids this`,
    );
  }

  /** Counts bytes that the command no longer holds; by default all. */
  release(bytes = this.#held): void {
    this.#held -= bytes;
    heldByAll -= bytes;
  }
}
