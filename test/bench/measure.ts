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

/** How long each part of a measurement takes. */
export interface Times {
  readonly throughputMs: number;
  readonly latencyMs: number;
}

/** Two targets measured in turns, and how much of the first's throughput the second has: each round, sorted. */
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
/** Odd, so that there is one in the middle. */
const rounds = 5;

/** Measures one target by itself. */
export async function measure(
  target: Target,
  platform: RawPlatform,
  { throughputMs, latencyMs }: Times,
): Promise<Figures> {
  await measureThroughput(target, platform, warmUpMs);
  const busy = await measureThroughput(target, platform, throughputMs);
  await rest();
  return { ...busy, ...(await measureLatency(target, platform, { perSecond, ms: latencyMs })) };
}

/**
 * Measures two targets in turns, so that both have the good and the bad moments of a machine that others use, too: between two
 * measurements of half a minute its speed can change by more than what is to be found out.
 */
export async function measureBeside(
  first: Target,
  second: Target,
  platform: RawPlatform,
  { throughputMs, latencyMs }: Times,
): Promise<Beside> {
  await measureThroughput(first, platform, warmUpMs);
  await measureThroughput(second, platform, warmUpMs);
  await rest();
  const ms = throughputMs / 2;
  const firsts: Throughput[] = [];
  const seconds: Throughput[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const one = await underLoad(first, platform, ms);
    const other = await underLoad(second, platform, ms);
    await rest();
    firsts.push(one);
    seconds.push(other);
    ratios.push(other.turnsPerSecond / one.turnsPerSecond);
  }
  const latency = { perSecond, ms: latencyMs };
  return {
    first: { ...middle(firsts), ...(await measureLatency(first, platform, latency)) },
    second: { ...middle(seconds), ...(await measureLatency(second, platform, latency)) },
    ratios: ratios.sort((a, b) => a - b),
  };
}

/** What comes out when the load is nothing new. */
async function underLoad(target: Target, platform: RawPlatform, ms: number): Promise<Throughput> {
  await measureThroughput(target, platform, 3_000);
  return measureThroughput(target, platform, ms);
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
