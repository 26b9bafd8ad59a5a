import type { EvaluationResult } from "@chatloom/api-schema";

/** How often talks that must end in one way ended in each. */
export interface Confusion {
  /** The ways that are expected or came, in the order of `order`, then as they come. */
  readonly ends: readonly string[];
  readonly rows: readonly ConfusionRow[];
  /** Gives the results of a cell. */
  readonly of: (expected: string, ended: string) => readonly EvaluationResult[];
}

/** One way as it is expected. Shares are from 0 to 1; undefined where nothing was counted. */
export interface ConfusionRow {
  readonly end: string;
  readonly counts: readonly number[];
  /** Of the talks that ended so, the share that should have. */
  readonly precision: number | undefined;
  /** Of the talks that should have ended so, the share that did. */
  readonly recall: number | undefined;
}

/** Counts results by the end that their case expects and the one that came. Cases that expect none are left out. */
export function confusionOf(
  results: readonly EvaluationResult[],
  order: readonly string[],
): Confusion {
  const cells = new Map<string, EvaluationResult[]>();
  const met = new Set<string>();
  for (const result of results) {
    const { ends, ended, passed, endFits = passed } = result;
    if (ends === undefined) {
      continue;
    }
    // An exit that leads to people is what a case expects that says `people`.
    const came = endFits ? ends : ended;
    met.add(ends).add(came);
    const key = JSON.stringify([ends, came]);
    cells.set(key, [...(cells.get(key) ?? []), result]);
  }
  const ends = [...order.filter((it) => met.delete(it)), ...met];
  const of = (expected: string, ended: string) =>
    cells.get(JSON.stringify([expected, ended])) ?? [];
  const sum = (all: readonly number[]) => all.reduce((total, it) => total + it, 0);
  const rows = ends.map((end): ConfusionRow => {
    const counts = ends.map((ended) => of(end, ended).length);
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
