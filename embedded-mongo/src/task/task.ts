import { mongoError } from "../errors/mongo-error.ts";
import { Memory } from "./memory.ts";

/** How long a command runs before it gives way to others, in milliseconds. */
const sliceMilliseconds = 4;

let slices = 0;

/** One command's share of the thread: how long it may run and how much it may hold. */
export class Task {
  readonly memory = new Memory();
  /** Whether a cursor goes on with it after the command. */
  isKept = false;
  private sliceEnd = 0;
  private deadline: number;

  /** `deadline` is in milliseconds of `performance.now()`. */
  constructor(deadline = Number.POSITIVE_INFINITY) {
    this.deadline = deadline;
    this.resume();
  }

  /** The number of the time slice that is running: what was read in an earlier one may have changed. */
  static get slice(): number {
    return slices;
  }

  /** Begins a time slice. */
  resume(): void {
    slices++;
    this.sliceEnd = performance.now() + sliceMilliseconds;
  }

  /** Says whether it is time to give way. Throws error 50 when the command has run too long. */
  isDue(): boolean {
    const now = performance.now();
    if (now > this.deadline) throw mongoError(50, "operation exceeded time limit");
    return now > this.sliceEnd;
  }

  /** Begins a time slice with a new time limit, as for the next batch of a cursor. */
  restart(deadline: number): void {
    this.deadline = deadline;
    this.resume();
  }

  /** Frees what the command holds. */
  end(): void {
    this.memory.release();
  }
}
