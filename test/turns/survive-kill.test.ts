import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";

let world: World;
let http: Double;
let webhook: string;
let server: ServerProcess | undefined;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  await publish(
    world,
    flowOf(
      "Durable",
      {
        go: keyword("go"),
        a: say("One"),
        b: say("Two"),
        later: keyword("later"),
        pause: {
          type: "wait",
          data: { until: "duration", duration: { amount: 3, unit: "seconds" } },
        },
        woke: say("Awake"),
      },
      ["go.next > a", "a.next > b", "later.next > pause", "pause.next > woke"],
    ),
  );
  await world.stop();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await http.close();
});

function textsTo(person: string): string[] {
  return http.sends
    .filter((it) => JSON.stringify(it.body).includes(`"${person}"`))
    .map((it) => /One|Two|Awake/.exec(JSON.stringify(it.body))?.[0] ?? "?");
}

test("what was acknowledged before kill -9 is answered after it: once, in order", async () => {
  const people = Array.from({ length: 30 }, (_, index) => `person-${index}`);
  server = await startProcess(world);
  const acknowledged = new Set<string>();
  const deliveries = people.map(async (from, index) => {
    await new Promise((resolve) => setTimeout(resolve, index * 12));
    const event = { kind: "text", from, text: "go", id: `go-${from}` } as const;
    const status = await http.deliver(webhook, event).catch(() => 0);
    if (status === 200) {
      acknowledged.add(from);
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 250));
  await server.kill("SIGKILL");
  await Promise.all(deliveries);
  expect(acknowledged.size).toBeGreaterThan(0);

  server = await startProcess(world);
  // Nobody waits for the leases of the dead.
  await until(() => [...acknowledged].every((it) => textsTo(it).length >= 2), 6_000);
  // Events that were not acknowledged are delivered again, as platforms do.
  for (const from of people) {
    await http.deliver(webhook, { kind: "text", from, text: "go", id: `go-${from}` });
  }
  await until(() => people.every((it) => textsTo(it).length >= 2), 20_000);
  for (const person of people) {
    expect(textsTo(person)).toEqual(["One", "Two"]);
  }
}, 60_000);

test("a timer that was running fires after kill -9, once and in time", async () => {
  await http.deliver(webhook, { kind: "text", from: "sleeper", text: "later" });
  await new Promise((resolve) => setTimeout(resolve, 700));
  await server?.kill("SIGKILL");
  const due = Date.now() + 2_500;
  server = await startProcess(world);
  const possible = Math.max(due, Date.now());
  await until(() => textsTo("sleeper").length > 0, 15_000);
  expect(Date.now() - possible).toBeLessThan(2_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(textsTo("sleeper")).toEqual(["Awake"]);
}, 40_000);

test("SIGTERM ends in order, and the next start goes on", async () => {
  await http.deliver(webhook, { kind: "text", from: "late", text: "later" });
  const began = Date.now();
  await server?.kill("SIGTERM");
  expect(Date.now() - began).toBeLessThan(10_000);
  server = await startProcess(world);
  await until(() => textsTo("late").length > 0, 15_000);
  expect(textsTo("late")).toEqual(["Awake"]);
}, 40_000);
