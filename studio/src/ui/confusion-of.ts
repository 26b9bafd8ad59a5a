/** How often what must be one thing came as another. */
export interface Confusion<T> {
  /** The ends that are expected or came, in the order of `order`, then as they come. */
  readonly ends: readonly string[];
  readonly rows: readonly ConfusionRow[];
  /** Gives the items of a cell. */
  readonly of: (expected: string, came: string) => readonly T[];
}

/** One end as it is expected. Shares are from 0 to 1; undefined where nothing was counted. */
export interface ConfusionRow {
  readonly end: string;
  readonly counts: readonly number[];
  /** Of what came so, the share that should have. */
  readonly precision: number | undefined;
  /** Of what should have come so, the share that did. */
  readonly recall: number | undefined;
}

/** What was expected of an item, and what came. */
export interface Compared {
  readonly expected: string;
  readonly came: string;
}

/** Counts items by what is expected of them and what came. Items of which nothing is expected are left out. */
export function confusionOf<T>(
  items: readonly T[],
  order: readonly string[],
  read: (item: T) => Compared | undefined,
): Confusion<T> {
  const cells = new Map<string, T[]>();
  const met = new Set<string>();
  for (const item of items) {
    const compared = read(item);
    if (!compared) {
      continue;
    }
    const { expected, came } = compared;
    met.add(expected).add(came);
    const key = JSON.stringify([expected, came]);
    cells.set(key, [...(cells.get(key) ?? []), item]);
  }
  const ends = [...order.filter((it) => met.delete(it)), ...met];
  const of = (expected: string, came: string) => cells.get(JSON.stringify([expected, came])) ?? [];
  const sum = (all: readonly number[]) => all.reduce((total, it) => total + it, 0);
  const rows = ends.map((end): ConfusionRow => {
    const counts = ends.map((came) => of(end, came).length);
    const right = of(end, end).length;
    const came = sum(ends.map((expected) => of(expected, end).length));
    const wanted = sum(counts);
    return {
      end,
      counts,
      precision: came === 0 ? undefined : right / came,
      recall: wanted === 0 ? undefined : right / wanted,
    };
  });
  return { ends, rows, of };
}
