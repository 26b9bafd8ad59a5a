/** What a node of the canvas is, if it is no step. The ids of steps have no spaces. */
export interface CanvasMark {
  readonly kind: "note" | "frame";
  readonly id: string;
}

/** Names a note or frame among the nodes of the canvas. */
export function markId(kind: CanvasMark["kind"], id: string): string {
  return `${kind} ${id}`;
}

/** Tells which note or frame a node of the canvas is; undefined for a step. */
export function markOf(canvasId: string): CanvasMark | undefined {
  const [kind, id] = canvasId.split(" ");
  return id !== undefined && (kind === "note" || kind === "frame") ? { kind, id } : undefined;
}

/** The ids among these that are of notes or of frames. */
export function marksAmong(ids: Iterable<string>, kind: CanvasMark["kind"]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const canvasId of ids) {
    const mark = markOf(canvasId);
    if (mark?.kind === kind) {
      found.add(mark.id);
    }
  }
  return found;
}
