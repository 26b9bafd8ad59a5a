import type { LlmUsage } from "@chatloom/runtime";

interface Price {
  readonly model: string;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Of a minute of speech. */
  readonly minute?: number | undefined;
}

/** Computes what tokens and seconds of speech cost, in US dollars. A price whose model ends in `*` is for all models that begin so; the longest name counts. */
export function tokenCost(
  { input, output, cached, seconds = 0 }: LlmUsage & { readonly seconds?: number | undefined },
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
  const tokens = fresh * price.input + cached * price.cached + output * price.output;
  return tokens / million + (seconds / 60) * (price.minute ?? 0);
}
