import type { Counts } from "./counts.ts";

/** The number of active conversations, and of those that were new. */
export interface Distinct {
  readonly all: number;
  readonly fresh: number;
}

/**
 * Counts the conversations that were active within days, each once. A day counts those that were not active since the
 * beginning of the span: their last active day before is further back. `days` are the sums of the span's days; a day
 * without activity may be missing.
 */
export function distinctIn(
  name: "active" | "wrote",
  days: readonly { readonly day: number; readonly counts: Counts }[],
  firstDay: number,
): Distinct {
  let all = 0;
  let fresh = 0;
  for (const { day, counts } of days) {
    for (const key in counts) {
      if (!key.startsWith(`${name}:`)) {
        continue;
      }
      const size = counts[key] ?? 0;
      const gap = key.slice(name.length + 1);
      if (gap === "new") {
        fresh += size;
        all += size;
      } else if (Number(gap) > day - firstDay) {
        all += size;
      }
    }
  }
  return { all, fresh };
}
