import { newId } from "../../ui/new-id.ts";
import { useEditor } from "../state/editor-store.ts";
import { removeEdges } from "./edges.ts";
import { removeNodes } from "./nodes.ts";
import { type Clip, clipOf, paste } from "./paste.ts";

/** Takes away what is selected. */
export function removeSelected(): void {
  const { selectedNodes, selectedEdges, flow, edit, select } = useEditor.getState();
  if (selectedNodes.size > 0) {
    const [first] = selectedNodes;
    const only =
      selectedNodes.size === 1 ? flow.nodes.find((node) => node.id === first)?.type : undefined;
    edit(removeNodes(selectedNodes, only));
  } else if (selectedEdges.size > 0) edit(removeEdges(selectedEdges));
  select([]);
}

/** Copies nodes beside themselves. */
export function duplicateNodes(ids: ReadonlySet<string>): void {
  if (ids.size > 0)
    pasteClip(clipOf(useEditor.getState().flow, ids), { x: 40, y: 60 }, "duplicate");
}

/** Puts a clip on the canvas and selects the copies. */
export function pasteClip(
  clip: Clip,
  offset: { readonly x: number; readonly y: number },
  name: "paste" | "duplicate" = "paste",
): void {
  const newIds = new Map(clip.nodes.map((node) => [node.id, newId()]));
  const { edit, select, seal } = useEditor.getState();
  seal();
  edit(paste(clip, newIds, offset, name));
  select(newIds.values());
}
