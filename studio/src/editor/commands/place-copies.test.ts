import { emptyFlow, type Flow } from "@chatloom/flows-schema";
import { beforeEach, describe, expect, test } from "vitest";
import { useEditor } from "../state/editor-store.ts";
import { placeNode } from "./add-node.ts";
import { aligned } from "./align-nodes.ts";
import { duplicateNodes, pasteClip } from "./edit-selection.ts";
import { boxOf } from "./free-place.ts";
import { addNode } from "./nodes.ts";
import { clipOf } from "./paste.ts";

const two = addNode("b", "message", { x: 40, y: 300 }).apply(
  addNode("a", "message", { x: 0, y: 0 }).apply(emptyFlow("Test")),
);
const both = new Set(["a", "b"]);

function covering({ nodes }: Flow): string[] {
  return nodes.flatMap((one, index) =>
    nodes.slice(index + 1).flatMap((other) => {
      const [a, b] = [boxOf([one]), boxOf([other])];
      const apart =
        a.x + a.width <= b.x ||
        b.x + b.width <= a.x ||
        a.y + a.height <= b.y ||
        b.y + b.height <= a.y;
      return apart ? [] : [`${one.id} ${other.id}`];
    }),
  );
}

describe("what is put on the canvas", () => {
  beforeEach(() => useEditor.getState().open("flow", two, false));

  test("stands where the pointer is, when it is pasted", () => {
    pasteClip(clipOf(two, new Set(["a"])), { x: 2_000, y: 1_000 });
    const pasted = useEditor.getState().flow.nodes.at(-1)!;
    const box = boxOf([pasted]);
    expect(box.x + box.width / 2).toBeCloseTo(2_000, -1);
    expect(box.y + box.height / 2).toBeCloseTo(1_000, -1);
  });

  test("covers nothing, however often it is pasted at one place", () => {
    const clip = clipOf(two, both);
    for (let time = 0; time < 4; time++) {
      pasteClip(clip, { x: 100, y: 100 });
    }
    expect(covering(useEditor.getState().flow)).toEqual([]);
  });

  test("covers nothing when it is duplicated again and again", () => {
    for (let time = 0; time < 3; time++) {
      duplicateNodes(new Set(["a"]));
    }
    duplicateNodes(both);
    expect(covering(useEditor.getState().flow)).toEqual([]);
  });

  test("covers nothing when a step is added at a place that is taken", () => {
    for (let time = 0; time < 3; time++) {
      placeNode("ask", { near: { x: 100, y: 60 } });
      useEditor.getState().select([]);
    }
    expect(covering(useEditor.getState().flow)).toEqual([]);
  });

  test("stands around the pointer, when it is the first step", () => {
    useEditor.getState().open("flow", emptyFlow("Empty"), false);
    placeNode("message", { near: { x: 700, y: 400 } });
    const { x, y, width, height } = boxOf(useEditor.getState().flow.nodes);
    expect(x < 700 && x + width > 700 && y < 400 && y + height > 400).toBe(true);
  });
});

describe("aligning steps", () => {
  test("puts them in one column or row without covering", () => {
    for (const alignment of ["column", "row"] as const) {
      const places = aligned(two, both, alignment);
      const nodes = two.nodes.map((node) => ({ ...node, position: places.get(node.id)! }));
      const along = alignment === "column" ? "x" : "y";
      expect(new Set(nodes.map((node) => node.position[along])).size).toBe(1);
      expect(covering({ ...two, nodes })).toEqual([]);
    }
  });
});
