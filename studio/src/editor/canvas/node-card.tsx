import type { FlowNode } from "@chatloom/flows-schema";
import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useMarks } from "../state/marks-store.ts";
import type { CanvasNode } from "./canvas-node.ts";
import { useDistance } from "./distance-context.tsx";
import { FarCard } from "./far-card.tsx";
import { NearCard } from "./near-card.tsx";

/** A node on the canvas, in as much detail as the zoom lets one read. */
export const NodeCard = memo(
  function NodeCard({ id, type, data, selected }: NodeProps<CanvasNode>) {
    const distance = useDistance();
    const bits = useMarks(
      (marks) =>
        (marks.visited.has(id) ? 1 : 0) +
        (marks.standsAt === id ? 2 : 0) +
        (marks.pointedAt === id ? 4 : 0) +
        (marks.coverage && !marks.coverage.nodes.has(id) ? 8 : 0),
    );
    const node = { id, type, data: data.content, position: origin } as FlowNode;
    const marks = {
      visited: (bits & 1) > 0,
      here: (bits & 2) > 0,
      pointedAt: (bits & 4) > 0,
      untested: (bits & 8) > 0,
    };
    if (distance === "near") {
      return <NearCard node={node} data={data} selected={selected} marks={marks} />;
    }
    const detailed = distance === "far";
    return (
      <FarCard
        node={node}
        title={data.title}
        detailed={detailed}
        selected={selected}
        marks={marks}
      />
    );
  },
  // Where it stands, and whether it is being dragged, changes nothing on the card.
  (before, after) =>
    before.id === after.id &&
    before.type === after.type &&
    before.data === after.data &&
    before.selected === after.selected,
);

const origin = { x: 0, y: 0 };
