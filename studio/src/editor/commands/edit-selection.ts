import { newId } from "../../ui/new-id.ts";
import { useEditor } from "../state/editor-store.ts";
import { removeEdges } from "./edges.ts";
import { boxOf, freeOffset, gap } from "./free-place.ts";
import { removeNodes } from "./nodes.ts";
import { type Clip, clipOf, paste } from "./paste.ts";

/** Removes the selection. */
export function removeSelected(): void {
  const { selectedNodes, selectedEdges, flow, edit, select } = useEditor.getState();
  if (selectedNodes.size > 0) {
    const [first] = selectedNodes;
    const only =
      selectedNodes.size === 1 ? flow.nodes.find((node) => node.id === first)?.type : undefined;
    edit(removeNodes(selectedNodes, only));
  } else if (selectedEdges.size > 0) {
    edit(removeEdges(selectedEdges));
  }
  select([]);
}

/** Copies nodes beside themselves. */
export function duplicateNodes(ids: ReadonlySet<string>): void {
  if (ids.size === 0) {
    return;
  }
  const clip = clipOf(useEditor.getState().flow, ids);
  const box = boxOf(clip.nodes);
  putCopies(clip, { x: box.width + gap, y: 0 }, "duplicate");
}

/** Puts a clip on the canvas with its middle at a point, and selects the copies. */
export function pasteClip(clip: Clip, middle: { readonly x: number; readonly y: number }): void {
  const box = boxOf(clip.nodes);
  const offset = { x: middle.x - box.x - box.width / 2, y: middle.y - box.y - box.height / 2 };
  putCopies(clip, offset, "paste");
}

function putCopies(
  clip: Clip,
  wanted: { readonly x: number; readonly y: number },
  name: "paste" | "duplicate",
): void {
  const newIds = new Map(clip.nodes.map((node) => [node.id, newId()]));
  const { flow, edit, select, seal } = useEditor.getState();
  seal();
  edit(paste(clip, newIds, freeOffset(flow, clip.nodes, wanted), name));
  select(newIds.values());
}
