import type { Command } from "../state/command.ts";
import { markOf } from "../state/mark-ids.ts";
import { joined } from "./marks.ts";
import { withPositions } from "./nodes.ts";

interface Position {
  readonly x: number;
  readonly y: number;
}

/** Moves steps and notes, by their ids on the canvas; `joins` names the frames that steps were put into. */
export function moveOnCanvas(
  positions: ReadonlyMap<string, Position>,
  joins: ReadonlyMap<string, string>,
): Command {
  const steps = new Map<string, { x: number; y: number }>();
  const notes = new Map<string, { x: number; y: number }>();
  for (const [canvasId, { x, y }] of positions) {
    const mark = markOf(canvasId);
    if (!mark) {
      steps.set(canvasId, { x, y });
    } else if (mark.kind === "note") {
      notes.set(mark.id, { x: Math.round(x), y: Math.round(y) });
    }
  }
  return {
    name: "moveNodes",
    merge: `move ${[...positions.keys()].sort().join()}`,
    apply: (flow) => {
      const moved = joined(withPositions(flow, steps), joins);
      const stands = (flow.notes ?? []).every(({ id, position }) => {
        const to = notes.get(id);
        return !to || (to.x === position.x && to.y === position.y);
      });
      return stands
        ? moved
        : {
            ...moved,
            notes: moved.notes?.map((it) => ({ ...it, position: notes.get(it.id) ?? it.position })),
          };
    },
  };
}
