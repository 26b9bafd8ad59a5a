import type { CanvasFrame, CanvasNote, Flow } from "@chatloom/flows-schema";
import type { Node } from "@xyflow/react";
import { framePadding } from "../commands/frame-box.ts";
import { markId } from "../state/mark-ids.ts";
import type { CanvasNode } from "./canvas-node.ts";

/** A note as React Flow draws it. */
export type NoteNode = Node<{ readonly note: CanvasNote }, "note">;
/** A frame as React Flow draws it. */
export type FrameNode = Node<{ readonly frame: CanvasFrame; readonly count: number }, "frame">;
/** Anything that stands on the canvas. */
export type DrawnNode = CanvasNode | NoteNode | FrameNode;

/** The names of notes and frames for screen readers. */
export interface MarkNames {
  readonly noteName: (note: CanvasNote) => string;
  readonly frameName: (frame: CanvasFrame, count: number) => string;
}

type Marks = Pick<Flow, "notes" | "frames">;

/** The size of a collapsed frame, in pixels. */
const collapsedFrame = { width: 248, height: 64 } as const;

/** Whether a node of the canvas is a step. */
export function isStep(node: DrawnNode): node is CanvasNode {
  return node.type !== "note" && node.type !== "frame";
}

/** Adds notes and frames to the steps, and hides the steps of collapsed frames. Nodes that did not change stay the same objects. */
export function withMarks(
  steps: readonly CanvasNode[],
  before: readonly DrawnNode[],
  { notes, frames }: Marks,
  selected: ReadonlySet<string>,
  names: MarkNames,
): DrawnNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const folded = new Set((frames ?? []).flatMap((it) => (it.collapsed ? it.steps : [])));
  const shown = steps.map((node) => {
    const hidden = folded.has(node.id);
    return (node.hidden ?? false) === hidden ? node : { ...node, hidden };
  });
  const drawnNotes = (notes ?? []).map((note): NoteNode => {
    const id = markId("note", note.id);
    const old = known.get(id);
    const isSelected = selected.has(id);
    const was = old?.type === "note" ? old : undefined;
    if (was?.data.note === note && was.selected === isSelected) {
      return was;
    }
    return {
      ...was,
      id,
      type: "note",
      position: was?.dragging === true ? was.position : note.position,
      width: note.width,
      height: note.height,
      data: { note },
      selected: isSelected,
      ariaLabel: names.noteName(note),
      zIndex: 2,
    };
  });
  return [...shown, ...drawnNotes, ...framesAround(shown, before, frames, selected, names)];
}

/** Draws frames around their steps, wherever these are just now. */
function framesAround(
  steps: readonly CanvasNode[],
  before: readonly DrawnNode[],
  frames: Marks["frames"],
  selected: ReadonlySet<string>,
  names: MarkNames,
): FrameNode[] {
  if (!frames || frames.length === 0) {
    return [];
  }
  const known = new Map(before.map((node) => [node.id, node]));
  const byId = new Map(steps.map((node) => [node.id, node]));
  const taken = new Set<string>();
  return frames.flatMap((frame): FrameNode[] => {
    const own = frame.steps.flatMap((step) => {
      const node = taken.has(step) ? undefined : byId.get(step);
      taken.add(step);
      return node ? [node] : [];
    });
    if (own.length === 0) {
      return [];
    }
    const id = markId("frame", frame.id);
    const old = known.get(id);
    const was = old?.type === "frame" ? old : undefined;
    const box = boxAround(own);
    const size = frame.collapsed ? collapsedFrame : { width: box.width, height: box.height };
    const isSelected = selected.has(id);
    if (
      was?.data.frame === frame &&
      was.data.count === own.length &&
      was.selected === isSelected &&
      was.position.x === box.x &&
      was.position.y === box.y &&
      was.width === size.width &&
      was.height === size.height
    ) {
      return [was];
    }
    return [
      {
        ...was,
        id,
        type: "frame",
        position: { x: box.x, y: box.y },
        ...size,
        data: { frame, count: own.length },
        selected: isSelected,
        dragHandle: ".frame-head",
        style: frame.collapsed ? {} : { pointerEvents: "none" },
        ariaLabel: names.frameName(frame, own.length),
        // React Flow lifts what is selected by 1,000: a frame stays below its steps.
        zIndex: frame.collapsed ? 1 : -2_000,
      },
    ];
  });
}

function boxAround(nodes: readonly CanvasNode[]) {
  const { side: pad, head } = framePadding;
  const left = Math.min(...nodes.map((node) => node.position.x)) - pad;
  const top = Math.min(...nodes.map((node) => node.position.y)) - head;
  const right = Math.max(...nodes.map((it) => it.position.x + (it.measured?.width ?? 0))) + pad;
  const bottom = Math.max(...nodes.map((it) => it.position.y + (it.measured?.height ?? 0))) + pad;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Finds the open frame that a step was dropped on. */
export function frameAt(nodes: readonly DrawnNode[], step: CanvasNode): FrameNode | undefined {
  const { width = 0, height = 0 } = step.measured ?? {};
  const x = step.position.x + width / 2;
  const y = step.position.y + Math.min(height / 2, 40);
  return nodes.find((node): node is FrameNode => {
    if (node.type !== "frame" || node.data.frame.collapsed) {
      return false;
    }
    const { position } = node;
    return (
      x >= position.x &&
      x <= position.x + (node.width ?? 0) &&
      y >= position.y &&
      y <= position.y + (node.height ?? 0)
    );
  });
}
