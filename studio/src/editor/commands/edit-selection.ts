import { newId } from "../../ui/new-id.ts";
import { useEditor } from "../state/editor-store.ts";
import { markId, marksAmong } from "../state/mark-ids.ts";
import { removeEdges } from "./edges.ts";
import { freeOffset, gap } from "./free-place.ts";
import { withoutMarks } from "./marks.ts";
import { removeNodes } from "./nodes.ts";
import { type Clip, clipBox, clipOf, paste } from "./paste.ts";

/** Removes the selection. */
export function removeSelected(): void {
  const { selectedNodes, selectedEdges, flow, edit, select } = useEditor.getState();
  const notes = marksAmong(selectedNodes, "note");
  const frames = marksAmong(selectedNodes, "frame");
  if (notes.size + frames.size > 0) {
    edit({
      name: "removeMarks",
      apply: (now) => removeNodes(selectedNodes).apply(withoutMarks(now, notes, frames)),
    });
  } else if (selectedNodes.size > 0) {
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
  const box = clipBox(clip);
  putCopies(clip, { x: box.width + gap, y: 0 }, "duplicate");
}

/** Puts a clip on the canvas with its middle at a point, and selects the copies. */
export function pasteClip(clip: Clip, middle: { readonly x: number; readonly y: number }): void {
  const box = clipBox(clip);
  const offset = { x: middle.x - box.x - box.width / 2, y: middle.y - box.y - box.height / 2 };
  putCopies(clip, offset, "paste");
}

function putCopies(
  clip: Clip,
  wanted: { readonly x: number; readonly y: number },
  name: "paste" | "duplicate",
): void {
  const newIds = new Map(
    [...clip.nodes, ...clip.notes, ...clip.frames].map(({ id }) => [id, newId()]),
  );
  const { flow, edit, select, seal } = useEditor.getState();
  seal();
  const offset = clip.nodes.length > 0 ? freeOffset(flow, clip.nodes, wanted) : wanted;
  edit(paste(clip, newIds, offset, name));
  const copyOf = (id: string) => newIds.get(id) ?? id;
  select([
    ...clip.nodes.map(({ id }) => copyOf(id)),
    ...clip.notes.map(({ id }) => markId("note", copyOf(id))),
  ]);
}
