import { expect, test } from "vitest";
import { copyNodes, duplicateFlow, pasteNodes, withFreshIds } from "./duplicate-flow.ts";
import { flowOf, node, say, start } from "./testing/flow-of.ts";

const flow = flowOf(
  [
    start,
    say("a"),
    say("b"),
    node("back", "jump", { nodeId: "a" }),
    node("out", "jump", { nodeId: "start" }),
  ],
  "start>a a>b b>back",
);

function counter(): () => string {
  let count = 0;
  return () => `new${++count}`;
}

test("copies the edges among the chosen nodes only", () => {
  expect(copyNodes(flow, ["a", "b"]).edges.map((edge) => edge.id)).toEqual(["a-b"]);
});

test("gives copies ids of their own and leads their jumps to the copies", () => {
  const copied = withFreshIds(copyNodes(flow, ["a", "b", "back", "out"]), counter(), {
    x: 40,
    y: 40,
  });
  expect(copied.nodes.map((it) => it.id)).toEqual(["new1", "new2", "new3", "new4"]);
  expect(copied.nodes.map((it) => it.data).slice(2)).toEqual([
    { nodeId: "new1" },
    { nodeId: "start" },
  ]);
  expect(copied.edges).toEqual([
    { id: "new5", source: "new1", sourceHandle: "next", target: "new2" },
    { id: "new6", source: "new2", sourceHandle: "next", target: "new3" },
  ]);
  expect(copied.nodes[0]?.position).toEqual({ x: 40, y: 40 });
});

test("pastes beside what is there, and changes neither the flow nor the clipboard", () => {
  const before = JSON.stringify(flow);
  const pasted = pasteNodes(flow, withFreshIds(copyNodes(flow, ["a"]), counter()));
  expect(pasted.nodes.map((it) => it.id)).toEqual(["start", "a", "b", "back", "out", "new1"]);
  expect(JSON.stringify(flow)).toBe(before);
});

test("duplicates a whole flow under another name, sharing nothing", () => {
  const copy = duplicateFlow(flow, "Copy");
  expect(copy).toEqual({ ...flow, name: "Copy" });
  expect(copy.nodes[0]).not.toBe(flow.nodes[0]);
});
