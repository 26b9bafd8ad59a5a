import { expect, test } from "vitest";
import { isUnchanged, summarizeChanges } from "./change-summary.ts";
import { emptyFlow, type Flow } from "./flow.ts";

const before: Flow = {
  ...emptyFlow("Test"),
  nodes: [
    { id: "a", type: "end", position: { x: 0, y: 0 }, data: {} },
    { id: "b", type: "end", position: { x: 0, y: 0 }, data: {} },
    { id: "c", type: "goal", position: { x: 0, y: 0 }, data: { name: "lead" } },
  ] as Flow["nodes"],
};

test("neither a moved step nor another name is a change", () => {
  const [first, ...rest] = before.nodes;
  if (!first) {
    throw new Error("There is no step");
  }
  const after = {
    ...before,
    name: "Another name",
    nodes: [{ ...first, position: { x: 9, y: 9 } }, ...rest],
  };
  const summary = summarizeChanges(before, after);
  expect(summary).toEqual({ added: [], changed: [], removed: [], edges: 0, settings: false });
  expect(isUnchanged(summary)).toBe(true);
});

test("tells apart what was added, changed, removed and connected", () => {
  const after: Flow = {
    ...before,
    nodes: [
      before.nodes[0],
      { id: "c", type: "goal", position: { x: 0, y: 0 }, data: { name: "sale" } },
      { id: "d", type: "end", position: { x: 0, y: 0 }, data: {} },
    ] as Flow["nodes"],
    edges: [{ id: "e", source: "a", sourceHandle: "next", target: "d" }],
    variables: [{ name: "v", type: "string", scope: "run" }],
  };
  const summary = summarizeChanges(before, after);
  expect(summary).toEqual({
    added: ["d"],
    changed: ["c"],
    removed: ["b"],
    edges: 1,
    settings: true,
  });
  expect(isUnchanged(summary)).toBe(false);
});
