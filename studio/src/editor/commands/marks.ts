import {
  type CanvasFrame,
  type CanvasNote,
  type Flow,
  framesByStep,
  withoutSteps,
} from "@chatloom/flows-schema";
import type { Command } from "../state/command.ts";
import { estimateSize } from "./estimate-size.ts";

/** Adds a note. */
export function addNote(note: CanvasNote): Command {
  return { name: "addNote", apply: (flow) => ({ ...flow, notes: [...(flow.notes ?? []), note] }) };
}

/** Changes a note; changes with the same `merge` are undone together. */
export function setNote(
  id: string,
  change: Partial<Omit<CanvasNote, "id">>,
  merge?: string,
): Command {
  return {
    name: "setNote",
    merge: merge && `${id} ${merge}`,
    apply: (flow) => ({
      ...flow,
      notes: flow.notes?.map((it) => (it.id === id ? { ...it, ...change } : it)),
    }),
  };
}

/** Puts steps into a new frame, out of the frames that they were in. */
export function addFrame(id: string, steps: ReadonlySet<string>): Command {
  return {
    name: "addFrame",
    apply: (flow) => {
      const own = flow.nodes.filter((node) => steps.has(node.id)).map((node) => node.id);
      if (own.length === 0) {
        return flow;
      }
      const frame = { id, title: "", color: "green" as const, steps: own, collapsed: false };
      return { ...flow, frames: [...(withoutSteps(flow.frames, steps) ?? []), frame] };
    },
  };
}

/** Changes a frame; changes with the same `merge` are undone together. */
export function setFrame(
  id: string,
  change: Partial<Omit<CanvasFrame, "id">>,
  merge?: string,
): Command {
  return {
    name: "setFrame",
    merge: merge && `${id} ${merge}`,
    apply: (flow) => ({
      ...flow,
      frames: flow.frames?.map((it) => (it.id === id ? { ...it, ...change } : it)),
    }),
  };
}

/** Takes steps out of their frames. */
export function takeOutOfFrames(steps: ReadonlySet<string>): Command {
  return {
    name: "setFrame",
    apply: (flow) => ({ ...flow, frames: withoutSteps(flow.frames, steps) }),
  };
}

/** Removes notes, and frames without their steps. */
export function removeMarks(notes: ReadonlySet<string>, frames: ReadonlySet<string>): Command {
  return { name: "removeMarks", apply: (flow) => withoutMarks(flow, notes, frames) };
}

/** Returns the flow without some notes and frames. */
export function withoutMarks(
  flow: Flow,
  notes: ReadonlySet<string>,
  frames: ReadonlySet<string>,
): Flow {
  return {
    ...flow,
    notes: flow.notes?.filter((it) => !notes.has(it.id)),
    frames: flow.frames?.filter((it) => !frames.has(it.id)),
  };
}

/** Puts steps into frames, by the ids of the steps. */
export function joined(flow: Flow, frameOf: ReadonlyMap<string, string>): Flow {
  if (frameOf.size === 0) {
    return flow;
  }
  const left = withoutSteps(flow.frames, new Set(frameOf.keys())) ?? [];
  return {
    ...flow,
    frames: left.map((frame) => {
      const steps = [...frameOf].filter(([, id]) => id === frame.id).map(([step]) => step);
      return steps.length > 0 ? { ...frame, steps: [...frame.steps, ...steps] } : frame;
    }),
  };
}

/** Finds the frame that two steps are in; undefined where they are in different ones. */
export function commonFrame(flow: Flow, one: string, other: string): string | undefined {
  const byStep = framesByStep(flow.frames);
  const frame = byStep.get(one);
  return frame && frame === byStep.get(other) ? frame.id : undefined;
}

/** Moves each note as far as the step that stood nearest to it. */
export function notesBesideSteps(before: Flow, after: Flow): CanvasNote[] | undefined {
  const now = new Map(after.nodes.map((node) => [node.id, node.position]));
  return before.notes?.map((note) => {
    const middle = { x: note.position.x + note.width / 2, y: note.position.y + note.height / 2 };
    let nearest: { readonly far: number; readonly x: number; readonly y: number } | undefined;
    for (const node of before.nodes) {
      const { width, height } = estimateSize(node);
      const { x, y } = node.position;
      const far = Math.hypot(x + width / 2 - middle.x, y + height / 2 - middle.y);
      const moved = now.get(node.id) ?? node.position;
      if (!nearest || far < nearest.far) {
        nearest = { far, x: moved.x - x, y: moved.y - y };
      }
    }
    const { x = 0, y = 0 } = nearest ?? {};
    return { ...note, position: { x: note.position.x + x, y: note.position.y + y } };
  });
}
