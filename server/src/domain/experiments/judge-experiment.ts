import { defined } from "@chatloom/flows-schema";
import {
  alwaysValidInterval,
  type Interval,
  probabilitiesToBeBest,
  rateOf,
  type Sample,
} from "./statistics.ts";

/** A variant with what it is worth so far. */
export interface JudgedVariant extends Sample {
  readonly id: string;
  readonly rate: number;
  readonly probabilityBest: number;
  /** The difference of its rate to the first variant's, and its interval; absent for the first. */
  readonly difference?: number;
  readonly interval?: Interval;
}

/** The conclusions that the results of an experiment allow. */
export interface Judgement {
  readonly variants: readonly JudgedVariant[];
  /**
   * `tooFew`: no variant may be judged yet; `open`: no difference is certain; `winner`: `best` is better than every other;
   * `none`: differences of more than one percentage point are ruled out.
   */
  readonly verdict: "tooFew" | "open" | "winner" | "none";
  readonly best?: string;
  /** The difference of the best to the second best, and its interval. */
  readonly lead?: { readonly over: string } & Interval;
}

/** The share of experiments without a difference that may ever be called won, however often one looks. */
export const falseAlarms = 0.05;
/** Fewer people of a variant, or fewer conversions altogether, say nothing. */
export const leastPeople = 100;
const leastConversions = 10;
/** Smaller differences are not worth waiting for: one percentage point. */
const smallDifference = 0.01;

/** Judges an experiment. The first variant is the one that others are compared with. */
export function judgeExperiment(
  variants: readonly (Sample & { readonly id: string })[],
): Judgement {
  const [first] = variants;
  const alpha = falseAlarms / Math.max(1, (variants.length * (variants.length - 1)) / 2);
  const probabilities = probabilitiesToBeBest(variants);
  const judged = variants.map((it, index): JudgedVariant => {
    const compared = first && index > 0 ? first : undefined;
    return {
      ...it,
      rate: rateOf(it),
      probabilityBest: probabilities[index] ?? 0,
      ...(compared && {
        difference: rateOf(it) - rateOf(compared),
        interval: alwaysValidInterval(compared, it, alpha),
      }),
    };
  });
  const conversions = variants.reduce((sum, it) => sum + it.converted, 0);
  if (
    variants.length < 2 ||
    variants.some((it) => it.people < leastPeople) ||
    conversions < leastConversions
  ) {
    return { variants: judged, verdict: "tooFew" };
  }
  const ranked = [...judged].sort((a, b) => b.rate - a.rate);
  const [best, ...others] = ranked as [JudgedVariant, ...JudgedVariant[]];
  const leads = others.map((it) => ({ over: it.id, ...alwaysValidInterval(it, best, alpha) }));
  const lead = leads[0];
  const wins = leads.every((it) => it.low > 0);
  const same = leads.every((it) => it.high < smallDifference);
  return {
    variants: judged,
    verdict: wins ? "winner" : same ? "none" : "open",
    best: best.id,
    ...defined({ lead: lead || undefined }),
  };
}
