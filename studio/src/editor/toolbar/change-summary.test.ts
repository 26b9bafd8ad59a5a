import { emptyFlow } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { connect } from "../commands/edges.ts";
import { addNode, moveNodes, removeNodes, setData } from "../commands/nodes.ts";
import { summarizeChanges } from "./change-summary.ts";

const before = [
  addNode("a", "message", { x: 0, y: 0 }),
  addNode("b", "end", { x: 0, y: 0 }),
  addNode("c", "goal", { x: 0, y: 0 }),
].reduce((flow, command) => command.apply(flow), emptyFlow("Test"));

test("a moved node is no change", () => {
  const after = moveNodes(new Map([["a", { x: 9, y: 9 }]])).apply(before);
  expect(summarizeChanges(before, after)).toEqual({
    added: [],
    changed: [],
    removed: [],
    edges: 0,
    settings: false,
  });
});

test("what was added, changed, removed and connected is told apart", () => {
  const after = [
    setData(before.nodes[2]!, { name: "sale" }),
    removeNodes(new Set(["b"])),
    addNode("d", "end", { x: 0, y: 0 }),
    connect("a", "next", "d"),
  ].reduce((flow, command) => command.apply(flow), before);
  expect(
    summarizeChanges(before, {
      ...after,
      variables: [{ name: "v", type: "string", scope: "run" }],
    }),
  ).toEqual({
    added: ["d"],
    changed: ["c"],
    removed: ["b"],
    edges: 1,
    settings: true,
  });
});
