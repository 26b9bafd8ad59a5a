import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";

const { broadcasts, contacts } = routes;
const people = Array.from({ length: 30 }, (_, index) => `p${index}`);
let world: World;
let http: Double;
let broadcastId: string;
let server: ServerProcess | undefined;
/** People who wrote, and a planned broadcast. */
async function openStage(): Promise<void> {
  world = await startWorld();
  http = await startDouble("http");
  const hook = await connect(world, http);
  const flowId = await publish(
    world,
    flowOf("Offer", { start: keyword("offer"), text: say("Flow") }, ["start.next > text"]),
  );
  await Promise.all(
    people.map((name) => http.deliver(hook, { kind: "text", from: name, name, text: "hello" })),
  );
  await until(async () => {
    const { items } = await world.call(contacts.listContacts, { query: { limit: 100 } });
    return items.length === people.length;
  }, 30_000);
  const blocks = [{ kind: "text", id: "t", text: "Message" }];
  const message = { type: "message", data: { blocks, typing: false } };
  const made = await world.call(broadcasts.createBroadcast, {
    body: {
      name: "Sale",
      segmentIds: [],
      excludedSegmentIds: [],
      channelIds: [],
      variants: [
        { id: "a", weight: 1, message },
        { id: "b", weight: 1, flowId },
      ],
      trial: { share: 50, by: "replied", unclear: "best" },
    },
  });
  broadcastId = made.id;
}

/** Kills the server again and again while the broadcast works; an in-process server ends it. */
async function killWhile(): Promise<void> {
  await world.stop();
  for (const pause of [0, 150, 400, 900]) {
    server = await startProcess(world);
    await new Promise((resolve) => setTimeout(resolve, pause));
    await server.kill("SIGKILL");
  }
  await world.restart();
}
const params = () => ({ broadcastId });
const becomes = (state: string, killed: boolean) =>
  until(async () => {
    // The leases of killed servers end.
    world.advance(killed ? 10_000 : 0);
    return (await world.call(broadcasts.readBroadcast, { params: params() })).state === state;
  }, 120_000);
const recipients = async () =>
  (await world.call(broadcasts.listRecipients, { params: params(), query: { limit: 100 } })).items;
const textsOf = (name: string) =>
  http.sends
    .map(({ body }) => body as { contact: { id: string }; content: { text: string } })
    .filter((it) => it.contact.id === name)
    .map((it) => it.content.text);

describe.each(["trial", "rest"] as const)("a broadcast with variants, killed in its %s", (part) => {
  beforeAll(openStage, 90_000);
  afterAll(async () => {
    await server?.kill("SIGKILL");
    await world.close();
    await http.close();
  });

  test("gives each contact one variant, once", async () => {
    await world.call(broadcasts.sendBroadcast, { params: params(), body: {} });
    if (part === "trial") {
      await killWhile();
    }
    await becomes("deciding", part === "trial");
    const tried = await recipients();
    expect(tried.length).toBeGreaterThan(2);
    expect(tried.length).toBeLessThan(people.length);
    const body = { variant: "b" };
    await world.call(broadcasts.declareBroadcastWinner, { params: params(), body });
    if (part === "rest") {
      await killWhile();
    }
    await becomes("sent", true);
    const trial = new Map(tried.map((it) => [it.contactId, it.variant]));
    const all = await recipients();
    expect(all.length).toBe(people.length);
    await until(() => people.every((it) => textsOf(it).length > 0), 30_000);
    for (const { name, contactId, variant } of all) {
      expect(variant).toBe(trial.get(contactId) ?? "b");
      expect(textsOf(name)).toEqual([variant === "a" ? "Message" : "Flow"]);
    }
  }, 300_000);
});
