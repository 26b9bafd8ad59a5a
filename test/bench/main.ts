import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { measureEngine, measureGrowth } from "./engine.ts";
import { fillStore } from "./fill-store.ts";
import { startFloor } from "./floor.ts";
import { type Figures, measure, measureBeside } from "./measure.ts";
import { startRawPlatform } from "./raw-platform.ts";
import { type ServerCase, startServer } from "./whole-server.ts";

// `npm run bench [-- --full] [-- --quick]`: engine, whole server, floor and growth in one run, on loopback.
const full = process.argv.includes("--full");
const quick = process.argv.includes("--quick");
const times = quick
  ? { throughputMs: 4_000, latencyMs: 4_000 }
  : { throughputMs: 10_000, latencyMs: 10_000 };
const wrapper = pin();

console.log(`\n${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);
console.log(
  wrapper.length > 0 ? "server on core 0, generator and platform on core 1" : "not pinned",
);

const engine = measureEngine(quick ? 400 : 1_000);
row("engine alone, ten steps and three texts", `${engine.turnsPerSecond} turns/s`);
row("  steps", `${engine.stepsPerSecond} /s`);
row("  beside replacing the same texts", ratio(engine.ratio));
const small = measureGrowth(0, quick ? 300 : 1_000);
for (const nodes of [100, 1_000]) {
  const grown = measureGrowth(nodes - 10, quick ? 300 : 1_000);
  row(`  flow of ${nodes} nodes, cost beside 10`, ratio(small / grown));
}

const platform = await startRawPlatform();
const bare = await startFloor(platform, wrapper);
const whole = await startServer(platform, { nodes: 10, wrapper });
const beside = await measureBeside(bare, whole, platform, times);
await Promise.all([bare.stop(), whole.stop()]);
show("floor: one document stored, two calls", beside.first);
show("whole server", beside.second);
const { ratios } = beside;
const inTheMiddle = ratio(ratios[Math.floor(ratios.length / 2)] ?? 0);
row("  beside the floor", `${inTheMiddle} (${ratios.map((it) => it.toFixed(2)).join(" ")})`);

const byNodes: Figures[] = [];
for (const nodes of quick ? [1_000] : [10, 100, 1_000]) {
  const figures = await measureServer({ nodes });
  byNodes.push(figures);
  show(`flow of ${nodes} nodes`, figures);
  compare(byNodes[0], figures);
}
// Last: what a million conversations leave on the disk to be written keeps it busy for a while.
const sizes = quick ? [1_000] : [1_000, 100_000, ...(full ? [1_000_000] : [])];
const bySize: Figures[] = [];
for (const size of sizes) {
  const prepare = (dataDir: string) => fillStore(dataDir, size);
  const figures = await measureServer({ nodes: 10, prepare });
  bySize.push(figures);
  show(`${size} conversations stored`, figures);
  compare(bySize[0], figures);
}
platform.close();
process.exit(0);

async function measureServer(one: Omit<ServerCase, "wrapper">): Promise<Figures> {
  const server = await startServer(platform, { ...one, wrapper });
  const figures = await measure(server, platform, times);
  await server.stop();
  return figures;
}

function show(name: string, figures: Figures): void {
  const { turnsPerSecond, cpuMsPerTurn, p50Ms, p99Ms } = figures;
  row(name, `${Math.round(turnsPerSecond)} turns/s`);
  if (cpuMsPerTurn !== undefined) {
    row("  processor time", `${cpuMsPerTurn.toFixed(2)} ms a turn`);
  }
  row("  at 50 a second", `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`);
}

function compare(first: Figures | undefined, figures: Figures): void {
  if (!first || first === figures) return;
  const cost = (it: Figures) => it.cpuMsPerTurn ?? 1_000 / it.turnsPerSecond;
  row("  cost of a turn beside the first", ratio(cost(figures) / cost(first)));
}

function row(name: string, value: string): void {
  console.log(`${name.padEnd(46)} ${value}`);
}

function ratio(value: number): string {
  return `${value.toFixed(2)} ×`;
}

/** The server gets a core of its own, where the system can do that; this process goes to the other. */
function pin(): readonly string[] {
  if (cpus().length < 2) return [];
  const done = spawnSync("taskset", ["-a", "-p", "-c", "1", String(process.pid)]);
  return done.status === 0 ? ["taskset", "-c", "0"] : [];
}
