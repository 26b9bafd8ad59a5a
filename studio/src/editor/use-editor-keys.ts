import { useEffect } from "react";
import { duplicateNodes, pasteClip, removeSelected } from "./commands/edit-selection.ts";
import { takeOutOfFrames } from "./commands/marks.ts";
import { clipOf, readClip } from "./commands/paste.ts";
import { frameSelected, placeNote } from "./commands/place-note.ts";
import { useEditor } from "./state/editor-store.ts";

/** The editor's keys and the clipboard: undo, redo, copy, cut, paste, duplicate, select all, delete, "/" for the palette, "m" for a note, and Ctrl+G for a frame. */
export function useEditorKeys({
  saveNow,
  openPalette,
  pointerPlace,
}: {
  readonly saveNow: () => void;
  readonly openPalette: () => void;
  readonly pointerPlace: () => { x: number; y: number };
}): void {
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;

    function onKey(event: KeyboardEvent) {
      if (isTyping(event.target)) {
        return;
      }
      const { undo, redo, select, flow, selectedNodes } = useEditor.getState();
      const key = event.key.toLowerCase();
      const act = keyAction(event.ctrlKey || event.metaKey, event.shiftKey, key);
      if (!act) {
        return;
      }
      event.preventDefault();
      if (act === "undo") {
        undo();
      }
      if (act === "redo") {
        redo();
      }
      if (act === "duplicate") {
        duplicateNodes(selectedNodes);
      }
      if (act === "selectAll") {
        select(flow.nodes.map((node) => node.id));
      }
      if (act === "delete") {
        removeSelected();
      }
      if (act === "save") {
        saveNow();
      }
      if (act === "palette") {
        openPalette();
      }
      if (act === "note") {
        placeNote(pointerPlace());
      }
      if (act === "frame") {
        frameSelected();
      }
      if (act === "unframe") {
        useEditor.getState().edit(takeOutOfFrames(selectedNodes));
      }
    }
    function onCopy(event: ClipboardEvent) {
      const { flow, selectedNodes } = useEditor.getState();
      if (isTyping(event.target) || selectedNodes.size === 0 || getSelection()?.toString()) {
        return;
      }
      event.preventDefault();
      event.clipboardData?.setData("text/plain", JSON.stringify(clipOf(flow, selectedNodes)));
      if (event.type === "cut") {
        removeSelected();
      }
    }
    function onPaste(event: ClipboardEvent) {
      if (isTyping(event.target)) {
        return;
      }
      const clip = readClip(event.clipboardData?.getData("text/plain") ?? "");
      if (!clip) {
        return;
      }
      event.preventDefault();
      pasteClip(clip, pointerPlace());
    }
    window.addEventListener("keydown", onKey, { signal });
    document.addEventListener("copy", onCopy, { signal });
    document.addEventListener("cut", onCopy, { signal });
    document.addEventListener("paste", onPaste, { signal });
    return () => controller.abort();
  }, [saveNow, openPalette, pointerPlace]);
}

function keyAction(control: boolean, shift: boolean, key: string) {
  if (control && key === "z") {
    return shift ? "redo" : "undo";
  }
  if (control && key === "y") {
    return "redo";
  }
  if (control && key === "d") {
    return "duplicate";
  }
  if (control && key === "a") {
    return "selectAll";
  }
  if (control && key === "s") {
    return "save";
  }
  if (!control && (key === "delete" || key === "backspace")) {
    return "delete";
  }
  if (control && key === "g") {
    return shift ? "unframe" : "frame";
  }
  if (!control && key === "m") {
    return "note";
  }
  if (!control && key === "/") {
    return "palette";
  }
  return undefined;
}

/** Keys belong to a field while one is being typed in, and to an open dialog. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=dialog], [role=menu]") !== null)
  );
}
