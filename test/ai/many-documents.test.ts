import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";
import { addBase, type TestBase } from "./knowledge-base.ts";
import { peakMemory } from "./peak-memory.ts";

const count = 90;
/** What two thirds of the documents may add to the memory of a server that has indexed the first third, in megabytes. */
const mostGrowth = 120;
let world: World;
let base: TestBase;
let server: ServerProcess | undefined;

beforeAll(async () => {
  world = await startWorld();
  base = await addBase(world);
  await world.stop();
  server = await startProcess(world);
}, 60_000);
afterAll(async () => {
  await server?.kill("SIGKILL");
  await world?.close();
});

async function progress() {
  const { readKnowledgeBase } = routes.knowledge;
  return (await world.call(readKnowledgeBase, { params: { baseId: base.id } })).documents;
}

function textOf(n: number): string {
  return `# Article ${n}\n\nThe part zx${n} costs ${n} dollars.\n\n${"It fits every bicycle that we sell. ".repeat(20)}`;
}

async function upload(from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 20) {
    const page = Array.from({ length: Math.min(20, to - at) }, (_, n) => at + n);
    await Promise.all(page.map((n) => base.upload(`${n}.md`, textOf(n))));
  }
}

/** Waits until so many documents are ready, and gives each progress that was shown on the way. */
async function untilReady(most: number): Promise<number[]> {
  const shown: number[] = [];
  await until(async () => {
    const { ready, queued, indexing, failed } = await progress();
    expect(ready + queued + indexing + failed).toBe(most);
    expect(ready).toBeGreaterThanOrEqual(shown.at(-1) ?? 0);
    shown.push(ready);
    return ready === most;
  }, 120_000);
  return shown;
}

test("many documents are indexed with progress, and memory does not grow with them", async () => {
  const pid = server?.pid ?? 0;
  const first = count / 3;
  await upload(0, first);
  await untilReady(first);
  const before = peakMemory(pid);
  await upload(first, count);
  const shown = await untilReady(count);
  expect(shown.length).toBeGreaterThan(1);
  expect(peakMemory(pid) - before).toBeLessThan(mostGrowth);
  for (const n of [0, first, count - 1]) {
    expect(await base.find(`How much is the part zx${n}?`)).toEqual([`${n}.md`]);
  }
}, 180_000);
