import type { Flow } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isInCanary } from "../../server/src/records/is-in-canary.ts";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, publish, say } from "./publish-test-flow.ts";

const { conversations, flowCanaries, flows } = routes;
const people = Array.from({ length: 12 }, (_, index) => `p${index}`);
let world: World;
let http: Double;
let webhook: string;
let flowId: string;

function orders(version: number): Flow {
  return flowOf(
    "Order",
    {
      start: {
        type: "trigger.keyword",
        data: { keywords: ["order"], match: "exact", channels: [], interrupts: true },
      },
      ask: {
        type: "ask",
        data: {
          text: `Number, ${version}?`,
          expect: "text",
          saveTo: "number",
          attempts: 2,
        } as never,
      },
      done: { type: "goal", data: { name: "Ordered" } as never },
      answer: say(`Done by ${version}`),
    },
    ["start.next > ask", "ask.next > done", "done.next > answer"],
  );
}

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  flowId = await publish(world, orders(1));
  webhook = await connect(world, http);
});
afterAll(async () => {
  await world?.close();
  await http?.close();
});

const params = () => ({ flowId });
const summary = async () => (await world.call(flows.readFlow, { params: params() })).summary;

/** Publishes a version of the flow. */
async function release(version: number, options: object) {
  const { revision } = await world.call(flows.readFlow, { params: params() });
  const body = { revision, draft: orders(version) };
  const saved = await world.call(flows.saveDraft, { params: params(), body });
  return world.call(flows.publishFlow, { params: params(), body: { ...saved, ...options } });
}

/** Lets somebody write; gives the answer. */
async function ask(from: string, text: string): Promise<string> {
  const before = http.sends.length;
  await http.deliver(webhook, { kind: "text", from, name: from, text });
  await until(() => http.sends.length > before);
  return JSON.stringify(http.sends.at(-1));
}

async function versions(): Promise<Map<string, number>> {
  const got = new Map<string, number>();
  for (const from of people) {
    got.set(from, Number(/Number, (\d)\?/.exec(await ask(from, "order"))?.[1]));
  }
  return got;
}

async function expected(version: number, share: number) {
  const { items } = await world.call(conversations.listConversations, { query: { limit: 50 } });
  const chosen = (id: string) => isInCanary({ flowId, version, share }, id);
  return new Map(items.map((it) => [it.contact.name, chosen(it.id) ? version : version - 1]));
}

test("a share of the conversations begins the new version, always the same ones; open runs stay", async () => {
  expect([...(await versions()).values()]).toEqual(people.map(() => 1));
  await release(2, { share: 50 });
  expect(await summary()).toMatchObject({ version: 1, canary: { version: 2, share: 50 } });
  // They are still asked by the first version.
  expect(await ask("p0", "7")).toContain("Done by 1");
  const got = await versions();
  expect(new Set(got.values())).toEqual(new Set([1, 2]));
  const should = await expected(2, 50);
  for (const from of people) {
    expect([from, got.get(from)]).toEqual([from, should.get(from)]);
  }
  expect(await versions()).toEqual(got);
});

test("only one version is on trial, and its figures stand beside the other's", async () => {
  const { revision } = await world.call(flows.readFlow, { params: params() });
  const body = { revision };
  const refused = await world.refusal(flows.publishFlow, { params: params(), body });
  expect(refused.code).toBe("flow.canary-running");
  const inCanary = [...(await expected(2, 50))].find(([, version]) => version === 2)![0];
  expect(await ask(inCanary, "7")).toContain("Done by 2");
  await until(async () => {
    const { canary, stable } = await world.call(flowCanaries.readCanary, { params: params() });
    return canary.runs > 0 && canary.goals === 1 && stable.runs > 0 && stable.goals === 1;
  }, 20_000);
  const viewed = { as: "agent", params: params(), body: { share: 5 } } as const;
  expect((await world.refusal(flowCanaries.changeCanary, viewed)).status).toBe(403);
});

test("a trial ends for all: everybody gets the version, or nobody new does", async () => {
  const done = await world.call(flowCanaries.finishCanary, { params: params(), body: {} });
  expect(done.flow).toMatchObject({ version: 2, changed: false });
  expect(done.flow.canary).toBeUndefined();
  expect(new Set((await versions()).values())).toEqual(new Set([2]));
  await release(3, { share: 99 });
  expect(new Set((await versions()).values())).toContain(3);
  const back = await world.call(flowCanaries.rollBackCanary, {
    params: params(),
    body: { moveOpenRuns: true },
  });
  expect(back.flow.version).toBe(2);
  expect(back.movedRuns).toBeGreaterThan(0);
  expect(await ask("p1", "7")).toContain("Done by 2");
  expect(new Set((await versions()).values())).toEqual(new Set([2]));
  const again = { params: params(), body: {} };
  expect((await world.refusal(flowCanaries.finishCanary, again)).code).toBe("flow.no-canary");
  const { items } = await world.call(flows.listVersions, { params: params() });
  expect(items.map((it) => it.version)).toEqual([3, 2, 1]);
});

test("the first version of a flow has nothing to be tried against", async () => {
  const { id } = await world.call(flows.createFlow, { body: { name: "New" } });
  const at = { params: { flowId: id } };
  const { revision } = await world.call(flows.readFlow, at);
  const saved = await world.call(flows.saveDraft, { ...at, body: { revision, draft: orders(1) } });
  const publishing = { ...at, body: { ...saved, share: 10 } };
  expect((await world.refusal(flows.publishFlow, publishing)).code).toBe("flow.canary-first");
});
