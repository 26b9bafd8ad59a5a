import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double, DoubleCall } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { anyMessage, flowOf, publish, say } from "./publish-test-flow.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";

const people = Array.from({ length: 6 }, (_, index) => `849000009${10 + index}`);
let world: World;
let sender: Double;
let other: Double;
let hooks: { readonly sender: string; readonly other: string };
let server: ServerProcess | undefined;

/** People write on both channels and get an answer on each: the same person by the phone number. */
beforeAll(async () => {
  world = await startWorld();
  [sender, other] = [await startDouble("whatsapp"), await startDouble("whatsapp")];
  hooks = { sender: await connect(world, sender), other: await connect(world, other) };
  await publish(world, flowOf("Any", { any: anyMessage(), a: say("Answer") }, ["any.next > a"]));
  const [channelId = "", fallbackId = ""] = [hooks.sender, hooks.other].map((it) =>
    it.split("/").at(-1),
  );
  await world.call(routes.routing.saveRouting, {
    body: { revision: 0, rules: [], fallbacks: [{ channelId, fallbackId }] },
  });
  await Promise.all(
    people.map(async (from) => {
      await other.deliver(hooks.other, { kind: "text", from, text: "hi" });
      await sender.deliver(hooks.sender, { kind: "text", from, text: "hi" });
    }),
  );
  await until(() => [sender, other].every((it) => it.sends.length === people.length), 60_000);
  await world.stop();
}, 150_000);
afterAll(async () => {
  await server?.kill("SIGKILL");
  await sender.close();
  await other.close();
});

const answersTo = (double: Double, person: string) =>
  double.sends.filter((it) => receiver(it) === person).length;
const receiver = ({ body }: DoubleCall) => (body as { to: string }).to.replace("+", "");

test("a message that is reported as undelivered goes out by the other channel once, however often the server is killed", async () => {
  const reports = sender.sends.map((it, index) => ({
    to: receiver(it),
    kind: "status" as const,
    status: "failed" as const,
    messageId: `wamid.DOUBLE${index + 1}`,
  }));
  // Platforms repeat what was not acknowledged, and some repeat what was.
  for (const pause of [0, 40, 120, 300, 700]) {
    server = await startProcess(world);
    const told = reports.map((it) => sender.deliver(hooks.sender, it).catch(() => 0));
    await new Promise((resolve) => setTimeout(resolve, pause));
    await server.kill("SIGKILL");
    await Promise.all(told);
  }
  server = await startProcess(world);
  for (const report of reports) {
    expect(await sender.deliver(hooks.sender, report)).toBe(200);
  }
  // WhatsApp knows no idempotency key: a call that a kill cut off is not repeated, and shown as unclear.
  const unclear = async () =>
    (await world.call(routes.operations.listDeadLetters, { query: { limit: 100 } })).items.length;
  const moved = () => other.sends.length - people.length;
  await until(async () => moved() + (await unclear()) >= people.length, 60_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  for (const person of people) {
    expect(answersTo(sender, person)).toBe(1);
    expect(answersTo(other, person)).toBeLessThanOrEqual(2);
  }
  expect(moved()).toBeGreaterThan(0);
  expect(other.duplicates().length).toBeLessThanOrEqual(moved());
  expect(sender.refusals).toEqual([]);
}, 150_000);
