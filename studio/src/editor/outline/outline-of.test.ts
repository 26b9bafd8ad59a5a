import { emptyFlow, type Flow, samples } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { outlineOf } from "./outline-of.ts";

const step = (id: string) => ({
  id,
  type: "message" as const,
  position: { x: 0, y: 0 },
  data: { blocks: [], typing: true },
});
const edge = (source: string, target: string) => ({
  id: `${source} ${target}`,
  source,
  sourceHandle: "next",
  target,
});
const frame = { id: "f", title: "Greeting", color: "green" as const, collapsed: true };
const sectionsOf = (flow: Flow) =>
  outlineOf(flow).sections.map(({ frame: own, steps }) => [own?.title, steps.map((it) => it.id)]);

test("reads a flow in the order of the conversation, whatever the order of its steps", () => {
  const nodes = ["c", "a", "b"].map(step);
  const flow = { ...emptyFlow("Short"), nodes, edges: [edge("c", "b"), edge("b", "a")] };
  expect(sectionsOf(flow)).toEqual([[undefined, ["c", "b", "a"]]]);
});

test("keeps the steps of a frame together, and a loop does not repeat them", () => {
  const nodes = ["a", "b", "c", "d"].map(step);
  const edges = [edge("a", "b"), edge("b", "c"), edge("c", "d"), edge("d", "a")];
  const flow = { ...emptyFlow("Framed"), nodes, edges, frames: [{ ...frame, steps: ["b", "d"] }] };
  expect(sectionsOf(flow)).toEqual([
    [undefined, ["a"]],
    ["Greeting", ["b", "d"]],
    [undefined, ["c"]],
  ]);
});

test("leaves out no step of any sample, and begins with a trigger", () => {
  for (const { flow } of samples) {
    const steps = outlineOf(flow).sections.flatMap((it) => it.steps);
    expect(new Set(steps)).toEqual(new Set(flow.nodes));
    expect(steps).toHaveLength(flow.nodes.length);
  }
});
