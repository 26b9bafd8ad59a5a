import { mongoError } from "../errors/mongo-error.ts";
import { Memory } from "./memory.ts";

/** How long a command runs before it yields to others, in milliseconds. */
const sliceMilliseconds = 4;

let slices = 0;

/** The limits of a command: its time slices, its time limit and its memory. */
export class Task {
  readonly memory = new Memory();
  /** Whether a cursor uses it after the command. */
  isKept = false;
  #sliceEnd = 0;
  #deadline: number;

  /** `deadline` is in milliseconds of `performance.now()`. */
  constructor(deadline = Number.POSITIVE_INFINITY) {
    this.#deadline = deadline;
    this.resume();
  }

  /** The number of the current time slice: documents that were read in an earlier one may have changed. */
  static get slice(): number {
    return slices;
  }

  /** Starts a time slice. */
  resume(): void {
    slices++;
    this.#sliceEnd = performance.now() + sliceMilliseconds;
  }

  /** Says whether the command must yield. Throws error 50 at its time limit. */
  isDue(): boolean {
    const now = performance.now();
    if (now > this.#deadline) {
      throw mongoError(50, "operation exceeded time limit");
    }
    return now > this.#sliceEnd;
  }

  /** Starts a time slice with a new time limit, for the next batch of a cursor. */
  restart(deadline: number): void {
    this.#deadline = deadline;
    this.resume();
  }

  /** Releases the memory of the command. */
  end(): void {
    this.memory.release();
  }
}
