import type { Step } from "./next-step.ts";
import { UnstorableState } from "./refuse-unstorable.ts";

/** Milliseconds to wait after each failure; after the last the work is given up. */
const pauses = [500, 1_000, 2_000, 4_000];

/** Counts how often each step of the work on a conversation failed without success in between. */
export class FailureCount {
  readonly #counts = new Map<Step["do"], number>();

  count(step: Step["do"]): number {
    return this.#counts.get(step) ?? 0;
  }

  succeeded(step: Step["do"]): void {
    this.#counts.delete(step);
  }

  /** Counts a failure; gives the pause before the next try, or undefined if there should be none. */
  failed(step: Step["do"], error: unknown): number | undefined {
    const count = this.count(step) + 1;
    this.#counts.set(step, count);
    // It was found before anything was stored: alone it fails again, and nothing else needs a pause.
    if (error instanceof UnstorableState) {
      return count > 1 ? undefined : 0;
    }
    return pauses[count - 1];
  }
}
