import type { LlmUsage } from "@chatloom/runtime";

interface Price {
  readonly model: string;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** Computes what tokens cost, in US dollars. A price whose model ends in `*` is for all models that begin so; the longest name counts. */
export function tokenCost(
  { input, output, cached }: LlmUsage,
  model: string,
  prices: readonly Price[],
): number {
  const fits = prices.filter((it) =>
    it.model.endsWith("*") ? model.startsWith(it.model.slice(0, -1)) : it.model === model,
  );
  const [price] = [...fits].sort((a, b) => b.model.length - a.model.length);
  if (!price) {
    return 0;
  }
  const fresh = input - cached;
  const million = 1_000_000;
  return (fresh * price.input + cached * price.cached + output * price.output) / million;
}
