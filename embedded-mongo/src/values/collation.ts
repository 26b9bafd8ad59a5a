/** How strings are compared by the rules of a language instead of by their bytes. */
export interface Collation {
  compare(a: string, b: string): number;
  /** One string for all that count as equal, so that a set of them can be kept by their bytes. */
  representative(text: string): string;
}

let active: Collation | undefined;

/** The collation of what is being run now, if there is one. */
export function activeCollation(): Collation | undefined {
  return active;
}

/** Runs something with a collation: all comparisons of strings in it follow it. */
export function withCollation<Result>(collation: Collation | undefined, run: () => Result): Result {
  if (collation === active) return run();
  const outer = active;
  active = collation;
  try {
    return run();
  } finally {
    active = outer;
  }
}

/** An iterator each step of which runs with a collation. */
export function iterateWith<Item>(
  collation: Collation | undefined,
  items: Iterator<Item>,
): Iterator<Item> {
  if (!collation) return items;
  return {
    next: () => withCollation(collation, () => items.next()),
    return: (value) => items.return?.(value) ?? { done: true, value },
  };
}

/** A collation from a comparison; the representative of equal strings is the one that was met first. */
export function makeCollation(compare: (a: string, b: string) => number): Collation {
  const known = new Map<string, string>();
  const sorted: string[] = [];
  return {
    compare,
    representative(text) {
      const found = known.get(text);
      if (found !== undefined) return found;
      let [from, to] = [0, sorted.length];
      while (from < to) {
        const middle = (from + to) >> 1;
        if (compare(sorted[middle] as string, text) < 0) from = middle + 1;
        else to = middle;
      }
      const there = sorted[from];
      const chosen = there !== undefined && compare(there, text) === 0 ? there : text;
      if (chosen === text) sorted.splice(from, 0, text);
      known.set(text, chosen);
      return chosen;
    },
  };
}
