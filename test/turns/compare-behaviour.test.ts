import type { Flow } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { flows, flowComparisons, jobs } = routes;
let world: World;
let http: Double;
let flowId: string;
let draft: Flow;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  draft = flowOf(
    "Order",
    {
      start: keyword("order"),
      ask: {
        type: "ask",
        data: { text: "Which number?", expect: "text", saveTo: "number", attempts: 2 } as never,
      },
      check: {
        type: "condition",
        data: {
          branches: [
            {
              id: "known",
              label: "Known",
              condition: {
                match: "all",
                groups: [
                  { match: "all", rules: [{ left: "number", operator: "equals", right: "42" }] },
                ],
              },
            },
          ],
        } as never,
      },
      known: say("Number {{ number }} is on its way"),
      other: say("Never heard of {{ number }}"),
    },
    ["start.next > ask", "ask.next > check", "check.branch:known > known", "check.else > other"],
  );
  flowId = await publish(world, draft);
  const webhook = await connect(world, http);
  const write = (from: string, text: string) =>
    http.deliver(webhook, { kind: "text", from, name: from, text });
  for (const [from, number] of [
    ["ada", "42"],
    ["ben", "7"],
  ] as const) {
    const before = http.sends.length;
    await write(from, "order");
    await until(() => http.sends.length === before + 1);
    await write(from, number);
    await until(() => http.sends.length === before + 2);
  }
});
afterAll(async () => {
  await world?.close();
  await http?.close();
});

async function save(changed: Flow): Promise<void> {
  const params = { flowId };
  const { revision } = await world.call(flows.readFlow, { params });
  await world.call(flows.saveDraft, { params, body: { revision, draft: changed } });
}

/** Compares until the reports know both conversations. */
async function compare() {
  const params = { flowId };
  const read = async () =>
    (await world.call(flowComparisons.readFlowComparison, { as: "agent", params })).comparison;
  await until(async () => {
    await read();
    const body = { conversations: 10 } as const;
    const { job } = await world.call(flowComparisons.startFlowComparison, { params, body });
    return job.total === 2;
  }, 20_000);
  await until(async () => (await read())?.job.state === "done");
  return (await read())!;
}

test("shows which real conversations the draft would answer differently", async () => {
  const same = await compare();
  expect([same.same, same.different, same.unclear]).toEqual([2, 0, 0]);
  const nodes = draft.nodes.map((it) =>
    it.id === "other" ? ({ ...it, ...say("Unknown: {{ number }}") } as typeof it) : it,
  );
  await save({ ...draft, nodes });
  const { items, different, job } = await compare();
  expect([different, job.position]).toEqual([1, 2]);
  expect(items.map((it) => [it.contactName, it.state])).toEqual([
    ["ben", "different"],
    ["ada", "same"],
  ]);
  const params = { flowId, conversationId: items[0]!.conversationId };
  const shown = await world.call(flowComparisons.readComparedConversation, { as: "agent", params });
  expect(shown.first).toBe(1);
  expect(shown.exchanges[1]).toMatchObject({
    text: "7",
    before: [{ text: "Never heard of 7", nodeId: "other" }],
    after: [{ text: "Unknown: 7", nodeId: "other" }],
  });
  expect(http.sends).toHaveLength(4);
});

test("only people who may see conversations see them", async () => {
  const params = { flowId };
  const refused = await world.refusal(flowComparisons.readFlowComparison, { as: "viewer", params });
  expect(refused.status).toBe(403);
  const body = { conversations: 10 } as const;
  const start = await world.refusal(flowComparisons.startFlowComparison, {
    as: "agent",
    params,
    body,
  });
  expect(start.status).toBe(403);
});

test("a stopped comparison stays stopped, and a draft with errors is refused", async () => {
  const params = { flowId };
  const body = { conversations: 200 } as const;
  const { job } = await world.call(flowComparisons.startFlowComparison, { params, body });
  const stopped = await world.call(jobs.stopJob, { params: { jobId: job.id } });
  expect(["stopped", "done"]).toContain(stopped.state);
  await save({
    ...draft,
    nodes: draft.nodes.map((it) => (it.id === "other" ? ({ ...it, ...say("") } as typeof it) : it)),
  });
  const refused = await world.refusal(flowComparisons.startFlowComparison, { params, body });
  expect(refused.code).toBe("flow.has-findings");
});
