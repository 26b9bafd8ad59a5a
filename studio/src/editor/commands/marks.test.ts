import { emptyFlow, type Flow, type FlowNode } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { rerouteEdges } from "../canvas/reroute-edges.ts";
import { addFrame, notesBesideSteps, setFrame } from "./marks.ts";
import { moveOnCanvas } from "./move-on-canvas.ts";
import { addNode, removeNodes, withPositions } from "./nodes.ts";
import { clipOf, paste } from "./paste.ts";

const step = (id: string, x: number): FlowNode => ({
  id,
  type: "message",
  position: { x, y: 0 },
  data: { blocks: [], typing: true },
});
const note = {
  id: "n",
  position: { x: 650, y: -80 },
  width: 200,
  height: 120,
  color: "amber" as const,
  text: "Ask Lan",
};
const flow: Flow = {
  ...emptyFlow("Marked"),
  nodes: [step("a", 0), step("b", 300), step("c", 600)],
  edges: [
    { id: "e1", source: "a", sourceHandle: "next", target: "b" },
    { id: "e2", source: "b", sourceHandle: "next", target: "c" },
  ],
  notes: [note],
};
const framed = addFrame("f", new Set(["b", "c"])).apply(flow);

test("a collapsed frame keeps the ways in and out, and hides those within", () => {
  expect(rerouteEdges(framed.edges, framed.frames)).toBe(framed.edges);
  const folded = setFrame("f", { collapsed: true }).apply(framed);
  expect(rerouteEdges(folded.edges, folded.frames)).toEqual([
    { id: "e1", source: "a", sourceHandle: "next", target: "frame f" },
  ]);
  const out = setFrame("f", { collapsed: true, steps: ["a"] }).apply(framed);
  expect(rerouteEdges(out.edges, out.frames)[0]).toMatchObject({
    source: "frame f",
    sourceHandle: "out",
    target: "b",
    from: { nodeId: "a", port: "next" },
  });
});

test("a step put between two steps of a frame joins it; a deleted one leaves, and the last takes the frame along", () => {
  const added = addNode("d", "message", { x: 0, y: 0 }, { nodeId: "b", port: "next" });
  expect(added.apply(framed).frames?.[0]?.steps).toEqual(["b", "c", "d"]);
  expect(removeNodes(new Set(["b"])).apply(framed).frames?.[0]?.steps).toEqual(["c"]);
  expect(removeNodes(new Set(["b", "c"])).apply(framed).frames).toBeUndefined();
});

test("copies take notes and whole frames along under new ids", () => {
  const clip = clipOf(framed, new Set(["frame f", "note n"]));
  expect(clip.nodes.map((it) => it.id)).toEqual(["b", "c"]);
  const ids = new Map(["b", "c", "f", "n"].map((id) => [id, `${id}2`]));
  const pasted = paste(clip, ids, { x: 10, y: 20 }).apply(framed);
  expect(pasted.frames?.[1]).toMatchObject({ id: "f2", steps: ["b2", "c2"] });
  expect(pasted.notes?.[1]).toMatchObject({ id: "n2", position: { x: 660, y: -60 } });
  expect(clipOf(framed, new Set(["b"])).frames).toEqual([]);
});

test("moves on the canvas move notes and let steps join frames, as one change", () => {
  const places = new Map([
    ["a", { x: 320, y: 10 }],
    ["note n", { x: 1, y: 2 }],
  ]);
  const moved = moveOnCanvas(places, new Map([["a", "f"]])).apply(framed);
  expect(moved.frames?.[0]?.steps).toEqual(["b", "c", "a"]);
  expect(moved.notes?.[0]?.position).toEqual({ x: 1, y: 2 });
  expect(moveOnCanvas(new Map([["note n", note.position]]), new Map()).apply(framed)).toBe(framed);
});

test("a note follows the nearest step when the steps are arranged", () => {
  const arranged = withPositions(flow, new Map([["c", { x: 0, y: 500 }]]));
  expect(notesBesideSteps(flow, arranged)?.[0]?.position).toEqual({ x: 50, y: 420 });
});
