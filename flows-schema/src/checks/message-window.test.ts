import { expect, test } from "vitest";
import { type CheckContext, describeFlow, emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import type { Flow, FlowNode } from "../flow.ts";
import { flowOf, node, say, start } from "../testing/flow-of.ts";
import { whatsappLike } from "../testing/whatsapp-like.ts";

const end = node("end", "end", {});
const pause = (id: string, hours: number) =>
  node(id, "wait", { until: "duration", duration: { amount: hours, unit: "hours" } });
const run = (id: string, flowId: string) =>
  node(id, "subflow", { flowId, inputs: [], outputs: [] });
const jump = (id: string, flowId: string) => node(id, "jump", { flowId });
const ask: FlowNode = node("ask", "ask", {
  text: "?",
  expect: "text",
  saveTo: "x",
  attempts: 1,
});

function found(flow: Flow, others: Readonly<Record<string, Flow>> = {}): string[] {
  const context: CheckContext = {
    ...emptyCheckContext,
    flowId: "own",
    otherFlows: Object.entries(others).map(([id, other]) => describeFlow(id, true, other)),
    channels: [whatsappLike],
  };
  return checkFlow(flow, context)
    .filter((it) => it.code.startsWith("window."))
    .map((it) => `${it.code} ${it.nodeId} ${it.values.hours}`);
}

const greets = flowOf([start, pause("w", 6), say("m"), end], "start>w w>m m>end");
const waits20 = flowOf([start, pause("w", 20), end], "start>w w>end");
const asks = flowOf([start, ask, pause("w", 4), end], "start>ask ask>w w>end");

test("adds the waits before a subflow to those in it", () => {
  const flow = flowOf([start, pause("w", 20), run("sub", "a"), end], "start>w w>sub sub>end");
  expect(found(flow, { a: greets })).toEqual(["window.closedInFlow sub 26"]);
  expect(found(flow, { a: flowOf([start, say("m"), end], "start>m m>end") })).toEqual([]);
});

test("goes through a subflow that leaves the contact alone, and counts on", () => {
  const flow = flowOf(
    [start, run("sub", "a"), pause("w", 6), say("m"), end],
    "start>sub sub>w w>m m>end",
  );
  expect(found(flow, { a: waits20 })).toEqual(["window.closed m 26"]);
});

test("forgets what was before when the contact must write in the subflow", () => {
  const flow = flowOf(
    [start, pause("v", 20), run("sub", "a"), pause("w", 19), say("m"), end],
    "start>v v>sub sub>w w>m m>end",
  );
  // Its question comes after 20 hours; from the answer on there are 4 and 19.
  expect(found(flow, { a: asks })).toEqual([]);
  const longer = flowOf(
    [start, run("sub", "a"), pause("w", 20), say("m"), end],
    "start>sub sub>w w>m m>end",
  );
  expect(found(longer, { a: asks })).toEqual(["window.closed m 24"]);
});

test("follows subflows of subflows", () => {
  const outer = flowOf(
    [start, pause("w", 10), run("inner", "b"), end],
    "start>w w>inner inner>end",
  );
  const flow = flowOf([start, pause("w", 10), run("sub", "a"), end], "start>w w>sub sub>end");
  expect(found(flow, { a: outer, b: greets })).toEqual(["window.closedInFlow sub 26"]);
  const after = flowOf(
    [start, run("sub", "a"), pause("w", 4), say("m"), end],
    "start>sub sub>w w>m m>end",
  );
  expect(found(after, { a: outer, b: waits20 })).toEqual(["window.closed m 34"]);
});

test("follows a way into another flow that does not come back", () => {
  const flow = flowOf([start, pause("w", 20), jump("go", "a")], "start>w w>go");
  expect(found(flow, { a: greets })).toEqual(["window.closedInFlow go 26"]);
});

test("counts from the flows that run this one", () => {
  const caller = flowOf([start, pause("w", 23), run("sub", "own"), end], "start>w w>sub sub>end");
  expect(found(flowOf([start, say("m"), end], "start>m m>end"), { a: caller })).toEqual([]);
  const one = flowOf([start, pause("v", 1), say("m"), end], "start>v v>m m>end");
  expect(found(one, { a: caller })).toEqual(["window.closed m 24"]);
  const asked = flowOf([start, ask, say("m"), end], "start>ask ask>m m>end");
  expect(found(asked, { a: caller })).toEqual([]);
});

test("counts waits until a weekday, a date and opening hours", () => {
  const until = (data: Extract<FlowNode, { type: "wait" }>["data"]) =>
    flowOf([start, node("w", "wait", data), say("m"), end], "start>w w>m m>end");
  expect(found(until({ until: "weekday", weekday: 1 }))).toEqual(["window.closed m 168"]);
  expect(found(until({ until: "dateTime", dateTime: "{{ day }}" }))).toEqual([
    "window.closed m 168",
  ]);
  const hours = until({ until: "businessHours" });
  expect(found(hours)).toEqual([]);
  const businessHours = [{ weekday: 1, from: "09:00", to: "17:00" }];
  expect(found({ ...hours, settings: { ...hours.settings, businessHours } })).toEqual([
    "window.closed m 72",
  ]);
});

test("flows that run each other in a circle end somewhere", () => {
  const flow = flowOf(
    [start, pause("w", 5), run("sub", "a"), say("m"), end],
    "start>w w>sub sub>m m>end",
  );
  const other = flowOf([start, pause("w", 5), run("back", "own"), end], "start>w w>back back>end");
  expect(found(flow, { a: other }).length).toBeGreaterThan(0);
});
