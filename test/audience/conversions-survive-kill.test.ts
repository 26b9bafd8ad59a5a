import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConversionsDouble, startConversions } from "../doubles/conversions.ts";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { publish } from "../turns/publish-test-flow.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";
import { datasetAt, goalFlow } from "./conversion-stage.ts";

const people = Array.from({ length: 12 }, (_, index) => `person-${index}`);
let world: World;
let http: Double;
let hook: string;
let meta: ConversionsDouble;
let server: ServerProcess | undefined;
beforeAll(async () => {
  world = await startWorld();
  [http, meta] = [await startDouble("http"), await startConversions()];
  hook = await connect(world, http);
  await publish(world, goalFlow);
  await world.call(routes.conversions.createConversionDataset, { body: datasetAt(meta.url) });
  await world.stop();
}, 60_000);
afterAll(async () => {
  await server?.kill("SIGKILL");
  await Promise.all([http.close(), meta.close()]);
  await world.close();
});

test("each goal is counted once, however often the server is killed", async () => {
  const messages = people.map(
    (from) =>
      ({ kind: "text", from, name: from, text: "ask", id: `m-${from}`, at: Date.now() }) as const,
  );
  meta.fail({ kind: "drop", taken: true }, { kind: "none" }, { kind: "slow", ms: 400 });
  for (const pause of [0, 60, 200, 500, 1_000]) {
    server = await startProcess(world);
    const told = messages.map((it) => http.deliver(hook, it).catch(() => 0));
    await new Promise((resolve) => setTimeout(resolve, pause));
    await server.kill("SIGKILL");
    await Promise.all(told);
  }
  await world.restart();
  for (const message of messages) {
    expect(await http.deliver(hook, message)).toBe(200);
  }
  // A batch that a kill cut off is free again after its lease.
  await until(async () => {
    world.advance(10_000);
    return meta.events.length === people.length;
  }, 120_000);
  const ids = meta.events.map((it) => it.event_id);
  expect(new Set(ids).size).toBe(people.length);
  expect(meta.refusals).toEqual([]);
}, 300_000);
