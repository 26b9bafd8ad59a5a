import { emptyFlow, type Flow } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { addNode } from "../commands/nodes.ts";
import { firstViewport } from "./first-viewport.ts";

const view = { width: 1000, height: 700 };

function rowOf(count: number): Flow["nodes"] {
  let flow = emptyFlow("Test");
  for (let index = 0; index < count; index++) {
    flow = addNode(`n${index}`, "message", { x: 500 + index * 300, y: 200 }).apply(flow);
  }
  return flow.nodes;
}

describe("what a flow shows when it is opened", () => {
  test("is all of a small flow, in the middle", () => {
    const { x, zoom } = firstViewport(rowOf(3), view);
    const left = 500 * zoom + x;
    const right = (500 + 2 * 300 + 232) * zoom + x;
    expect(left).toBeCloseTo(view.width - right);
    expect(zoom).toBe(1);
  });

  test("is the step that a link leads to, in the middle of a large flow", () => {
    const { x, zoom } = firstViewport(rowOf(20), view, "n12");
    expect((500 + 12 * 300 + 232 / 2) * zoom + x).toBeCloseTo(view.width / 2);
    expect(zoom).toBe(0.7);
    expect(firstViewport(rowOf(20), view, "gone")).toEqual(firstViewport(rowOf(20), view));
  });

  test("is the beginning of a large flow, readable", () => {
    const { x, y, zoom } = firstViewport(rowOf(20), view);
    expect(zoom).toBe(0.7);
    expect({ x: 500 * zoom + x, y: 200 * zoom + y }).toEqual({ x: 48, y: 48 });
  });

  test("does not move for the first step of an empty flow", () => {
    expect(firstViewport([], view)).toEqual({ x: 0, y: 0, zoom: 1 });
  });
});
