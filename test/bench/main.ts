import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { measureAudience } from "./audience.ts";
import { measureEngine, measureGrowth } from "./engine.ts";
import { fillStore } from "./fill-store.ts";
import { startFloor } from "./floor.ts";
import { measureInbox } from "./inbox.ts";
import { type Figures, measureBeside } from "./measure.ts";
import { startRawPlatform } from "./raw-platform.ts";
import { measureReports } from "./reports.ts";
import { type ServerCase, startServer } from "./whole-server.ts";

// `npm run bench [-- --full] [-- --quick]`: engine, whole server, floor and growth in one run, on loopback.
const full = process.argv.includes("--full");
const quick = process.argv.includes("--quick");
const times = quick
  ? { throughputMs: 8_000, latencyMs: 4_000 }
  : { throughputMs: 30_000, latencyMs: 10_000 };
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
await bare.stop();
show("floor: one document stored, two calls", beside.first);
show("whole server, flow of 10 nodes", beside.second);
row("  throughput beside the floor", spread(beside.ratios));

const counting = await startServer(platform, { nodes: 10, counter: "contact", wrapper });
const contact = await measureBeside(whole, counting, platform, times);
await counting.stop();
show("whole server, the counter is a contact's field", contact.second);
row("  throughput beside a run's variable", spread(contact.ratios));

for (const nodes of quick ? [1_000] : [100, 1_000]) {
  await grow(`flow of ${nodes} nodes`, { nodes });
}
// Last, because the disk is busy for a while after a million conversations.
for (const size of quick ? [] : [100_000, ...(full ? [1_000_000] : [])]) {
  const prepare = (dataDir: string) => fillStore(dataDir, size);
  await grow(`${size} conversations stored`, { nodes: 10, prepare });
}
await inbox(quick ? 20_000 : 100_000);
await audience(quick ? 20_000 : full ? 1_000_000 : 100_000);
const reports = await measureReports(quick ? 5 : 60);
row("reports, processor time for a minute at 50 messages/s", `${reports.firstMinute} ms`);
row("  in the last minute of the hour", `${reports.lastMinute} ms`);
for (const [days, ms] of Object.entries(reports.overview)) {
  row(`  overview of ${days} days`, `${ms} ms`);
}
await whole.stop();
platform.close();
process.exit(0);

async function grow(name: string, one: Omit<ServerCase, "wrapper">): Promise<void> {
  const grown = await startServer(platform, { ...one, wrapper });
  const { second, ratios } = await measureBeside(whole, grown, platform, times);
  await grown.stop();
  show(name, second);
  const costs = ratios.map((it) => 1 / it).reverse();
  row("  cost of a turn beside 10 nodes and few conversations", spread(costs));
}

/** Measures the inbox beside the same load without one. */
async function inbox(size: number): Promise<void> {
  const prepare = (dataDir: string) => fillStore(dataDir, size);
  const server = await startServer(platform, { nodes: 10, wrapper, prepare });
  const { listCpuMs, searchCpuMs, closed, open } = await measureInbox(server, platform);
  await server.stop();
  row(`inbox with ${size} conversations, one list`, `${listCpuMs.toFixed(1)} ms`);
  row("  one search", `${searchCpuMs.toFixed(1)} ms`);
  row("  at 50 a second, no inbox open", `p99 ${closed.p99Ms.toFixed(1)} ms`);
  row("  ten inboxes open", `p99 ${open.p99Ms.toFixed(1)} ms`);
}

/** Measures what a marketer waits for. */
async function audience(size: number): Promise<void> {
  const prepare = (dataDir: string) => fillStore(dataDir, size);
  const server = await startServer(platform, { nodes: 10, wrapper, prepare });
  console.log(`\naudience of ${size} contacts: median wait, slowest wait, processor time`);
  for (const { name, ...ms } of await measureAudience(server.session, server.cpuMs, size)) {
    const values = [ms.medianMs, ms.slowestMs, ms.cpuMs].map((it) => `${Math.round(it)} ms`);
    row(name, values.join(", "));
  }
  await server.stop();
}

function show(name: string, figures: Figures): void {
  const { turnsPerSecond, cpuMsPerTurn, p50Ms, p99Ms, quietCpuMsPerTurn } = figures;
  row(name, `${Math.round(turnsPerSecond)} turns/s`);
  if (cpuMsPerTurn !== undefined) {
    row("  processor time", `${cpuMsPerTurn.toFixed(2)} ms a turn`);
  }
  row("  at 50 a second", `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`);
  if (quietCpuMsPerTurn !== undefined) {
    row("  processor time at 50 a second", `${quietCpuMsPerTurn.toFixed(2)} ms a turn`);
  }
}

/** Returns the median of sorted values and the range of the middle half. */
function spread(values: readonly number[]): string {
  const at = (share: number) => values[Math.floor(share * values.length)] ?? 0;
  const half = `half of ${values.length} turns: ${at(0.25).toFixed(2)} to ${at(0.75).toFixed(2)}`;
  return `${ratio(at(0.5))} (${half})`;
}

function row(name: string, value: string): void {
  console.log(`${name.padEnd(54)} ${value}`);
}

function ratio(value: number): string {
  return `${value.toFixed(2)} ×`;
}

/** Pins this process to core 1, if the system can, and returns the wrapper that pins the server to core 0. */
function pin(): readonly string[] {
  if (cpus().length < 2) {
    return [];
  }
  const done = spawnSync("taskset", ["-a", "-p", "-c", "1", String(process.pid)]);
  return done.status === 0 ? ["taskset", "-c", "0"] : [];
}
