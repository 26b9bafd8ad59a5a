import type { Flow } from "@chatloom/flows-schema";
import { useEditor } from "../state/editor-store.ts";
import { estimateSize } from "./estimate-size.ts";
import { gap } from "./free-place.ts";
import { moveNodes } from "./nodes.ts";

/** How several nodes are put in order: in a column or in a row. */
export type Alignment = "column" | "row";

/** Puts the selected nodes into one column or row, in the order in which they stand, without covering each other. */
export function alignSelected(
  alignment: Alignment,
  heights: ReadonlyMap<string, number> = new Map(),
): void {
  const { flow, selectedNodes, edit, seal } = useEditor.getState();
  seal();
  edit(moveNodes(aligned(flow, selectedNodes, alignment, heights)));
  seal();
}

/** Computes where nodes stand in one column or row; `heights` in pixels, where cards were measured. */
export function aligned(
  flow: Flow,
  ids: ReadonlySet<string>,
  alignment: Alignment,
  heights: ReadonlyMap<string, number> = new Map(),
): Map<string, { x: number; y: number }> {
  const along = alignment === "column" ? "y" : "x";
  const nodes = flow.nodes
    .filter((node) => ids.has(node.id))
    .sort((a, b) => a.position[along] - b.position[along]);
  const left = Math.min(...nodes.map((node) => node.position.x));
  const top = Math.min(...nodes.map((node) => node.position.y));
  const places = new Map<string, { x: number; y: number }>();
  let x = left;
  let y = top;
  for (const node of nodes) {
    places.set(node.id, { x, y });
    const size = estimateSize(node);
    if (alignment === "column") {
      y += (heights.get(node.id) ?? size.height) + gap;
    } else {
      x += size.width + gap;
    }
  }
  return places;
}
