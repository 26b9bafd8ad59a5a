import { BaseEdge, type EdgeProps, getBezierPath } from "@xyflow/react";
import { memo } from "react";
import { useFormats } from "../../figures/use-formats.ts";
import { useEditor } from "../state/editor-store.ts";
import { useMarks } from "../state/marks-store.ts";
import { useNumbers } from "../state/numbers-store.ts";
import { useDistance } from "./distance-context.tsx";
import { EdgeTools } from "./edge-tools.tsx";
import classes from "./flow-edge.module.css";
import type { DrawnEdge } from "./reroute-edges.ts";

const labelColors = {
  labelStyle: { fill: "var(--mantine-color-text)" },
  labelBgStyle: { fill: "var(--cl-surface)" },
};

/** A way from one node to the next; pointed at or selected, it offers to put a node in between or to remove it. */
export const FlowEdge = memo(function FlowEdge(props: EdgeProps) {
  const { id, selected } = props;
  const begins = props.data?.from as DrawnEdge["from"];
  const { nodeId: source, port: sourceHandleId } = begins ?? {
    nodeId: props.source,
    port: props.sourceHandleId ?? "",
  };
  const distance = useDistance();
  const { count } = useFormats();
  const near = distance === "near";
  const distant = distance === "distant";
  const bits = useMarks(
    (marks) =>
      (marks.hoveredEdge === id ? 1 : 0) +
      (marks.taken.has(`${source} ${sourceHandleId}`) ? 2 : 0) +
      (marks.coverage && !marks.coverage.ports.has(`${source} ${sourceHandleId}`) ? 4 : 0),
  );
  const hovered = (bits & 1) > 0;
  const runs = useNumbers(({ shown, byPort }) =>
    shown ? (byPort[`${source} ${sourceHandleId}`] ?? 0) : undefined,
  );
  const readOnly = useEditor((editor) => editor.readOnly);
  const [path, x, y] = getBezierPath(props);
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={distant ? 0 : 24}
        className={classes.edge}
        data-distant={distant}
        data-taken={(bits & 2) > 0}
        data-untested={(bits & 4) > 0}
        data-lit={hovered || selected === true}
        {...(props.markerEnd && near ? { markerEnd: props.markerEnd } : {})}
        {...(runs !== undefined && { label: count(runs), labelX: x, labelY: y, ...labelColors })}
      />
      {(selected || (hovered && near)) && !readOnly && (
        <EdgeTools
          edgeId={id}
          from={{ nodeId: source, port: sourceHandleId }}
          at={{ x, y }}
          line={props}
        />
      )}
    </>
  );
});
