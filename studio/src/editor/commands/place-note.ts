import type { CanvasNote } from "@chatloom/flows-schema";
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
  const note = emptyNote({ x, y });
  edit(addNote(note));
  select([markId("note", note.id)]);
}

/** Makes an empty note at a point of the canvas. */
export function emptyNote({ x, y }: { readonly x: number; readonly y: number }): CanvasNote {
  const position = { x: Math.round(x), y: Math.round(y) };
  return { id: newId(), position, ...size, color: "amber", text: "" };
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
