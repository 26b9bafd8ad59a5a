import { mongoError } from "../errors/mongo-error.ts";

const manyDocuments = 10_000;
const checkEvery = 128;

/** When a client's patience ends, in milliseconds of `performance.now()`; taken away once it has its first answer. */
export type Deadline = { at: number };

/** Counts what a query reads, ends it when its time is over, and says so once when it reads too much. */
export class ScanWatch {
  examined = 0;
  matched = 0;
  private readonly deadline: Deadline;
  private readonly report: ((watch: ScanWatch) => void) | undefined;

  /** `report` is called when many documents were read for few. */
  constructor(
    deadline: Deadline = { at: Number.POSITIVE_INFINITY },
    report?: (watch: ScanWatch) => void,
  ) {
    this.deadline = deadline;
    this.report = report;
  }

  examine(): void {
    this.examined++;
    if (this.examined % checkEvery === 0 && performance.now() > this.deadline.at) {
      throw mongoError(50, "operation exceeded time limit");
    }
    if (this.examined === manyDocuments + 1 && this.matched < manyDocuments / 2)
      this.report?.(this);
  }
}
