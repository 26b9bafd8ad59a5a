import { type Edge, MarkerType } from "@xyflow/react";
import type { DrawnEdge } from "./reroute-edges.ts";

const marker = { type: MarkerType.ArrowClosed, color: "var(--cl-edge)", width: 16, height: 16 };

/** Follows the flow's edges as React Flow draws them. Edges that did not change stay the same objects. `nameOf` says what an edge is called. */
export function followEdges(
  before: readonly Edge[],
  edges: readonly DrawnEdge[],
  selected: ReadonlySet<string>,
  nameOf: (edge: DrawnEdge) => string,
): Edge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  const next = edges.map((edge): Edge => {
    const old = known.get(edge.id);
    const isSelected = selected.has(edge.id);
    const ariaLabel = nameOf(edge);
    if (
      old?.source === edge.source &&
      old.sourceHandle === edge.sourceHandle &&
      old.target === edge.target &&
      old.selected === isSelected &&
      old.ariaLabel === ariaLabel &&
      sameBeginning(old.data?.from, edge.from)
    ) {
      return old;
    }
    return {
      id: edge.id,
      source: edge.source,
      sourceHandle: edge.sourceHandle,
      target: edge.target,
      type: "flow",
      selected: isSelected,
      // Four more elements an edge, and only a selected edge is moved by its ends.
      reconnectable: isSelected && !edge.from,
      ariaLabel,
      markerEnd: marker,
      data: { from: edge.from },
    };
  });
  const same = next.length === before.length && next.every((edge, at) => edge === before[at]);
  return same ? (before as Edge[]) : next;
}

function sameBeginning(one: unknown, other: DrawnEdge["from"]): boolean {
  const before = one as DrawnEdge["from"];
  return before?.nodeId === other?.nodeId && before?.port === other?.port;
}
