import { waitForContact } from "./awaits-secret.ts";
import type { Program } from "./program.ts";
import type { Frame, Run, Waiting } from "./run.ts";

/**
 * Moves a run from one version of a flow to another, if every step it is at still exists with the same type. Undefined
 * if it cannot move, or is not in that version: then the run stays as it is.
 */
export function retarget(run: Run, from: Program, to: Program): Run | undefined {
  if (from.flowId !== to.flowId) {
    return undefined;
  }
  const parked = run.parked?.map((it) => retarget(it, from, to) ?? it);
  const moved = moveFrames(run, from, to);
  if (moved) {
    return parked ? { ...moved, parked } : moved;
  }
  const movedParked = parked?.some((it, index) => it !== run.parked?.[index]);
  return parked && movedParked ? { ...run, parked } : undefined;
}

function moveFrames(run: Run, from: Program, to: Program): Run | undefined {
  const pinned = (frame: Frame) => frame.flowId === from.flowId && frame.version === from.version;
  if (!run.frames.some(pinned)) {
    return undefined;
  }
  const frames: Frame[] = [];
  for (const frame of run.frames) {
    if (!pinned(frame)) {
      frames.push(frame);
      continue;
    }
    const type = from.nodes.get(frame.nodeId)?.type;
    if (type === undefined || to.nodes.get(frame.nodeId)?.type !== type) {
      return undefined;
    }
    frames.push({
      ...frame,
      version: to.version,
      variables: { ...to.initial, ...frame.variables },
    });
  }
  return { ...run, frames, waiting: waitingAt(run.waiting, frames.at(-1), to) };
}

/** The step may keep answers secret in one version only. */
function waitingAt(waiting: Waiting, frame: Frame | undefined, to: Program): Waiting {
  const here = frame?.flowId === to.flowId && frame.version === to.version;
  const node = here ? to.nodes.get(frame.nodeId) : undefined;
  return node && waiting.for === "contact" ? waitForContact(node, waiting.timerId) : waiting;
}
