import { newId } from "../../ui/new-id.ts";
import { useEditor } from "../state/editor-store.ts";
import { markId } from "../state/mark-ids.ts";
import { addFrame, addNote } from "./marks.ts";

const size = { width: 220, height: 140 };

/** Puts an empty note at a point of the canvas and selects it, to be written at once. */
export function placeNote({ x, y }: { readonly x: number; readonly y: number }): void {
  const { edit, select, readOnly } = useEditor.getState();
  if (readOnly) {
    return;
  }
  const id = newId();
  const position = { x: Math.round(x), y: Math.round(y) };
  edit(addNote({ id, position, ...size, color: "amber", text: "" }));
  select([markId("note", id)]);
}

/** Puts the selected steps into a frame and selects it. */
export function frameSelected(): void {
  const { edit, select, selectedNodes, flow } = useEditor.getState();
  const id = newId();
  edit(addFrame(id, selectedNodes));
  if (useEditor.getState().flow !== flow) {
    select([markId("frame", id)]);
  }
}
