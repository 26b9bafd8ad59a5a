import type { Evaluate, Scope } from "./expression.ts";

/** What a group keeps of one of its fields. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** How to make an accumulator, given what a group's `n` may look at, and what to feed it of each document. */
export interface AccumulatorField {
  readonly make: (scope: Scope) => Accumulator;
  readonly input: Evaluate;
}
