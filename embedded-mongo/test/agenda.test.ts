import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { MongoBackend } from "@agendajs/mongo-backend";
import { Agenda } from "agenda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "./open-test-store.ts";

describe("agenda", () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  const openAgenda = (collection: string): Agenda =>
    new Agenda({
      backend: new MongoBackend({ address: store.uri, collection }),
      processEvery: 50,
      defaultConcurrency: 20,
      maxConcurrency: 40,
    });

  it("runs jobs now, at a time and again and again", async () => {
    const agenda = openAgenda("kinds");
    const ran: string[] = [];
    for (const name of ["now", "later", "again"]) {
      agenda.define(name, async () => void ran.push(name));
    }
    await agenda.start();
    await agenda.now("now", {});
    await agenda.schedule(new Date(Date.now() + 300), "later", {});
    await agenda.every("1 second", "again");
    await expect
      .poll(() => ran.filter((name) => name === "again").length, { timeout: 8000 })
      .toBeGreaterThan(2);
    expect(ran.filter((name) => name === "now")).toHaveLength(1);
    expect(ran.filter((name) => name === "later")).toHaveLength(1);
    await agenda.stop();
  });

  it("runs each of 200 jobs once with three instances at work", async () => {
    const runs = new Map<number, number>();
    const instances = [1, 2, 3].map(() => openAgenda("shared"));
    for (const agenda of instances) {
      agenda.define("count", async (job) => {
        const { at } = job.attrs.data as { at: number };
        runs.set(at, (runs.get(at) ?? 0) + 1);
        await new Promise((resolve) => setTimeout(resolve, 5));
      });
      await agenda.start();
    }
    await Promise.all(
      Array.from({ length: 200 }, (_, at) => instances[at % 3]!.now("count", { at })),
    );
    await expect.poll(() => runs.size, { timeout: 80_000 }).toBe(200);
    expect(Math.max(...runs.values())).toBe(1);
    for (const agenda of instances) {
      await agenda.stop();
    }
  }, 90_000);

  it("runs a job again whose process was killed in the middle of it", async () => {
    const program = fileURLToPath(new URL("./killed-job.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", program, store.uri], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise<void>((resolve) =>
      child.stdout.on("data", (text) => String(text).includes("began") && resolve()),
    );
    child.kill("SIGKILL");
    const agenda = openAgenda("killed");
    let runs = 0;
    agenda.define("long", async () => void runs++, { lockLifetime: 500 });
    await agenda.start();
    await expect.poll(() => runs, { timeout: 10_000 }).toBe(1);
    await agenda.stop();
  });
});
