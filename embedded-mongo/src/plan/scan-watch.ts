const manyDocuments = 10_000;

/** Counts what a query reads, and reports once when it reads many documents for few results. */
export class ScanWatch {
  examined = 0;
  matched = 0;
  readonly #report: (() => void) | undefined;

  constructor(report?: () => void) {
    this.#report = report;
  }

  examine(): void {
    this.examined++;
    if (this.examined === manyDocuments + 1 && this.matched < manyDocuments / 2) {
      this.#report?.();
    }
  }
}
