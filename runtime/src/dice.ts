/** Chance that can be repeated: the same seed gives the same throws. */
export interface Dice {
  /** A whole number from 0 up to but not including `sides`. */
  readonly throw: (sides: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** True once in so many throws. */
  readonly oneIn: (times: number) => boolean;
}

/** Dice for a seed. */
export function rollDice(seed: number): Dice {
  let state = (seed ^ 0x2545f491) | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const toss = (sides: number) => Math.floor(next() * sides);
  return {
    throw: toss,
    pick: (from) => from[toss(from.length)] as (typeof from)[number],
    oneIn: (times) => toss(times) === 0,
  };
}
