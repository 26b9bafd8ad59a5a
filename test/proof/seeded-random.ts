/** Random numbers that are the same for the same seed and name. */
export interface SeededRandom {
  /** From 0, below 1. */
  readonly next: () => number;
  /** A whole number from `least` to `most`. */
  readonly between: (least: number, most: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly shuffle: <T>(items: readonly T[]) => T[];
}

/** Creates one stream of numbers per name. The streams are independent of each other. */
export function seededRandom(seed: number, name: string): SeededRandom {
  let state = seed >>> 0;
  for (const char of name) {
    state = Math.imul(state ^ char.charCodeAt(0), 0x01_00_01_93) >>> 0;
  }

  // Mulberry32.
  function next(): number {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));

  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) {
        throw new Error("There is nothing to pick from");
      }
      return item;
    },
    shuffle(items) {
      const shuffled = [...items];
      for (let index = shuffled.length - 1; index > 0; index--) {
        const other = between(0, index);
        const [a, b] = [shuffled[index], shuffled[other]];
        if (a === undefined || b === undefined) {
          continue;
        }
        shuffled[index] = b;
        shuffled[other] = a;
      }
      return shuffled;
    },
  };
}
