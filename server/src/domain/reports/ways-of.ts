import { type Counts, partsOf } from "./counts.ts";

/** Steps from flow to flow, and the places between which they go. */
export interface Ways {
  readonly places: readonly { readonly id: string; readonly depth: number }[];
  /** `from` and `to` are positions in `places`. */
  readonly steps: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

const mostSteps = 60;

/** Makes the ways of contacts from their counts. A flow that comes up at several depths has a place at each, so ways have no circles. */
export function waysOf(counts: Counts): Ways {
  const places: { id: string; depth: number }[] = [];
  const placeOf = (id: string, depth: number) => {
    const known = places.findIndex((it) => it.id === id && it.depth === depth);
    return known < 0 ? places.push({ id, depth }) - 1 : known;
  };
  const steps = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, mostSteps)
    .map(([name, count]) => {
      const [depth = "0", from = "", to = ""] = partsOf(name);
      const channel = partsOf(from);
      const fromId = channel[0] === "c" ? (channel[1] ?? "") : from;
      return {
        from: placeOf(fromId, Number(depth)),
        to: placeOf(to, Number(depth) + 1),
        count,
      };
    });
  return { places, steps };
}
