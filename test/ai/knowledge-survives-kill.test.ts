import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";
import { addBase, type TestBase } from "./knowledge-base.ts";
import { peakMemory } from "./peak-memory.ts";

const { knowledge } = routes;
/** A measured run asks for more, with its figures. */
const measured = process.env.KNOWLEDGE_DOCUMENTS;
const count = Number(measured ?? 120);
/** Far less than a server would use that kept every document, its passages and their indexes in copies. */
const mostMegabytes = 600;
let world: World;
let base: TestBase;
let server: ServerProcess | undefined;

beforeAll(async () => {
  world = await startWorld();
  base = await addBase(world);
}, 60_000);
afterAll(async () => {
  await server?.kill("SIGKILL");
  await world?.close();
});

const read = () => world.call(knowledge.readKnowledgeBase, { params: { baseId: base.id } });
const textOf = (n: number) =>
  `# Article ${n}\n\nThe part zx${n} costs ${n} dollars.\n\n${"It fits every bicycle that we sell. ".repeat(20)}`;

test("documents that are indexed while the server is killed are all found, each once", async () => {
  await world.stop();
  server = await startProcess(world);
  const began = Date.now();
  const numbers = Array.from({ length: count }, (_, n) => n);
  for (let at = 0; at < count; at += 20) {
    const page = numbers.slice(at, at + 20);
    await Promise.all(page.map((n) => base.upload(`${n}.md`, textOf(n))));
  }
  const { documents: before } = await read();
  tell(`${count} documents uploaded, ${before.ready} ready, at most ${peakMemory(server.pid)} MB`);
  await server.kill("SIGKILL");
  expect(before.ready).toBeLessThan(count);
  server = await startProcess(world);
  const { documents: left } = await read();
  // It goes on where it stopped: what is ready stays ready.
  expect(left.ready).toBeGreaterThanOrEqual(before.ready);
  expect(left.ready + left.indexing + left.queued).toBe(count);
  // Another process takes the unfinished document once the lease of the dead process has expired.
  await until(async () => (await read()).documents.ready === count, 400_000);
  const { documents, passages } = await read();
  expect(documents).toMatchObject({ ready: count, queued: 0, indexing: 0, failed: 0 });
  expect(passages).toBe(count);
  for (const n of [0, Math.floor(count / 2), count - 1]) {
    expect(await base.find(`How much is the part zx${n}?`)).toEqual([`${n}.md`]);
  }
  const megabytes = peakMemory(server.pid);
  tell(`all ready, at most ${megabytes} MB`);
  expect(megabytes).toBeLessThan(mostMegabytes);

  function tell(what: string): void {
    if (measured) {
      const seconds = Math.round((Date.now() - began) / 1_000);
      process.stdout.write(`${seconds} s: ${what}\n`);
    }
  }
}, 600_000);
