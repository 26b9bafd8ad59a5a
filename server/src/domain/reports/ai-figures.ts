import type { AiCallFigures, AiFigures } from "@chatloom/api-schema";
import { type Counts, partsOf } from "./counts.ts";
import { durationsOf } from "./figures.ts";

const microsPerDollar = 1_000_000;

/** Makes the figures of the calls of a model from their counts. */
export function callFiguresOf(calls: Counts): AiCallFigures {
  const of = (name: string) => calls[name] ?? 0;
  return {
    calls: of("calls"),
    failed: of("failed"),
    problems: codesOf(calls, "problem"),
    input: of("input"),
    cached: of("cached"),
    output: of("output"),
    cost: of("cost") / microsPerDollar,
    time: durationsOf(calls, "time"),
  };
}

/** Makes the figures of an agent or step from the counts of its calls and of its outcomes. */
export function aiFiguresOf(
  calls: Counts,
  outcomes: Counts,
  ratings: readonly number[],
): AiFigures {
  const of = (name: string) => outcomes[name] ?? 0;
  const sum = ratings.reduce((total, it) => total + it, 0);
  return {
    ...callFiguresOf(calls),
    talks: of("talks"),
    answers: of("answers"),
    fallbacks: codesOf(outcomes, "fallback"),
    unanswered: of("unanswered"),
    handedOff: of("handedOff"),
    ratings: {
      count: ratings.length,
      positive: ratings.filter((it) => it >= 4).length,
      average: ratings.length === 0 ? undefined : sum / ratings.length,
    },
  };
}

function codesOf(counts: Counts, kind: string): AiCallFigures["problems"] {
  return Object.entries(counts)
    .filter(([name, count]) => name.startsWith(`${kind}:`) && count > 0)
    .map(([name, count]) => ({ code: partsOf(name)[1] ?? "", count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
