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

/** The duration of each part of a measurement, for each target. */
export interface Times {
  readonly throughputMs: number;
  readonly latencyMs: number;
}

/** The figures of two targets measured in turns, and the second's throughput relative to the first's in each pair, sorted. */
export interface Beside {
  readonly first: Figures;
  readonly second: Figures;
  readonly ratios: readonly number[];
}

/** The load before the measurement, so that the code is compiled. */
const warmUpMs = 8_000;
/** The pause before the next measurement, in which a server finishes its pending work. */
const restMs = 11_000;
const perSecond = 50;
/** How long one target is measured before the other. */
const turnMs = 1_500;

/**
 * Measures two targets in short turns. The speed of a shared machine can change within seconds by more than the
 * difference between the targets.
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
  if (!found) {
    throw new Error("Nothing was measured");
  }
  return found;
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, restMs));
}
