import { expect, test } from "vitest";
import { applyRepair } from "./apply-repair.ts";
import { flowOf, say, start } from "./testing/flow-of.ts";

const flow = flowOf([start, say("a"), say("b")], "start>a a>b");

test("puts a new node between two, where there is room", () => {
  const repaired = applyRepair(flow, {
    kind: "addNode",
    type: "wait",
    from: { nodeId: "start", port: "next" },
  });
  expect(repaired.nodes.at(-1)).toMatchObject({ id: "wait-1", position: { x: 360, y: 0 } });
  expect(repaired.edges.map(({ source, target }) => `${source}>${target}`).sort()).toEqual([
    "a>b",
    "start>wait-1",
    "wait-1>a",
  ]);
});

test("removes a node with its edges", () => {
  const repaired = applyRepair(flow, { kind: "removeNode", nodeId: "a" });
  expect(repaired.nodes.map((it) => it.id)).toEqual(["start", "b"]);
  expect(repaired.edges).toEqual([]);
});

test("connects a port anew", () => {
  const repaired = applyRepair(flow, {
    kind: "connect",
    nodeId: "start",
    port: "next",
    target: "b",
  });
  expect(repaired.edges.map(({ source, target }) => `${source}>${target}`)).toEqual([
    "a>b",
    "start>b",
  ]);
});

test("sets data by a pointer without touching the original", () => {
  const before = JSON.stringify(flow);
  const repaired = applyRepair(flow, {
    kind: "setData",
    nodeId: "a",
    path: "/blocks/0/text",
    value: "New",
  });
  expect(repaired.nodes[1]?.data).toMatchObject({ blocks: [{ text: "New" }] });
  expect(JSON.stringify(flow)).toBe(before);
});

test.each([
  { kind: "connect", nodeId: "gone", port: "next", target: "a" },
  { kind: "connect", nodeId: "a", port: "next", target: "gone" },
  { kind: "addNode", type: "end", from: { nodeId: "gone", port: "next" } },
  { kind: "removeNode", nodeId: "gone" },
  { kind: "removeEdge", edgeId: "gone" },
  { kind: "setData", nodeId: "gone", path: "/x", value: 1 },
] as const)("changes nothing when %j no longer applies", (repair) => {
  expect(applyRepair(flow, repair)).toEqual(flow);
});
