import type { AnsweringEffect } from "@chatloom/runtime";

/**
 * An effect that was decided. Whether it was begun is known only where `untouched` says that it certainly was not. `unasked`: a marketing
 * campaign made it before the contact wrote, so what follows from its answer needs consent.
 */
export type AwaitedCall = AnsweringEffect & {
  readonly untouched?: true;
  readonly unasked?: true;
  /** The trace of the turn that decided it; see `Span`. */
  readonly trace?: string | undefined;
};
