import {
  type Latency,
  measureLatency,
  measureThroughput,
  type Target,
  type Throughput,
} from "./generate-load.ts";
import type { RawPlatform } from "./raw-platform.ts";

/** Figures of one target. */
export type Figures = Throughput & Latency;

/** How long each part of a measurement takes, for each of the two. */
export interface Times {
  readonly throughputMs: number;
  readonly latencyMs: number;
}

/** Two targets measured in turns, and how much of the first's throughput the second has in each pair of turns, sorted. */
export interface Beside {
  readonly first: Figures;
  readonly second: Figures;
  readonly ratios: readonly number[];
}

/** Load of so long before anything counts: a server runs for days, and its code is compiled within seconds. */
const warmUpMs = 8_000;
/** What a server keeps at hand after a rush it puts away within this time: that is not the next measurement's. */
const restMs = 11_000;
const perSecond = 50;
/** How long one of two has the machine before the other: shorter than a server keeps anything at hand, longer than it takes to get going. */
const turnMs = 1_500;

/**
 * Measures two targets in short turns, so that both have the good and the bad moments of a machine that others use, too: its speed can
 * change within seconds by more than what is to be found out.
 */
export async function measureBeside(
  first: Target,
  second: Target,
  platform: RawPlatform,
  { throughputMs, latencyMs }: Times,
): Promise<Beside> {
  await measureThroughput(first, platform, warmUpMs);
  await measureThroughput(second, platform, warmUpMs);
  const firsts: Throughput[] = [];
  const seconds: Throughput[] = [];
  const ratios: number[] = [];
  for (let ms = 0; ms < throughputMs; ms += turnMs) {
    const one = await measureThroughput(first, platform, turnMs);
    const other = await measureThroughput(second, platform, turnMs);
    firsts.push(one);
    seconds.push(other);
    ratios.push(other.turnsPerSecond / one.turnsPerSecond);
  }
  await rest();
  const latency = { perSecond, ms: latencyMs };
  return {
    first: { ...middle(firsts), ...(await measureLatency(first, platform, latency)) },
    second: { ...middle(seconds), ...(await measureLatency(second, platform, latency)) },
    ratios: ratios.sort((a, b) => a - b),
  };
}

function middle(taken: readonly Throughput[]): Throughput {
  const sorted = [...taken].sort((a, b) => a.turnsPerSecond - b.turnsPerSecond);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (!found) throw new Error("Nothing was measured");
  return found;
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, restMs));
}
