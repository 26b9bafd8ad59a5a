import type { EdgeChange, NodeChange } from "@xyflow/react";

/** Returns what is selected after changes of the canvas; undefined where none of them selects anything. */
export function selectionAfter(
  changes: readonly (NodeChange | EdgeChange)[],
  selected: Iterable<string>,
): ReadonlySet<string> | undefined {
  const selecting = changes.filter((it) => it.type === "select");
  if (selecting.length === 0) {
    return undefined;
  }
  const chosen = new Set(selected);
  for (const change of selecting) {
    if (change.selected) {
      chosen.add(change.id);
    } else {
      chosen.delete(change.id);
    }
  }
  return chosen;
}
