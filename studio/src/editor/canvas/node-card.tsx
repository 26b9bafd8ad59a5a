import { type FlowNode, nodeTypeOf, portsOf } from "@chatloom/flows-schema";
import { Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconUsers } from "@tabler/icons-react";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { cardOf } from "../cards/index.ts";
import classes from "../cards/node-card.module.css";
import { PortRow } from "../cards/port-row.tsx";
import { findingText } from "../state/finding-text.ts";
import { useMarks } from "../state/marks-store.ts";
import { NodeIcon } from "../state/node-icon.tsx";
import { nodeTitle } from "../state/node-words.ts";
import type { CanvasNode } from "./canvas-node.ts";

/** A node on the canvas: its head, what the contact gets to see, and a dot for every way on. */
export const NodeCard = memo(function NodeCard({
  id,
  type,
  data,
  selected,
}: NodeProps<CanvasNode>) {
  const { t } = useTranslation();
  const node = { id, type, data, position: { x: 0, y: 0 } } as unknown as FlowNode;
  const { group, icon } = nodeTypeOf(node);
  const card = cardOf(node.type);
  const visited = useMarks((marks) => marks.visited.has(id));
  const standsHere = useMarks((marks) => marks.standsAt === id);
  const pointedAt = useMarks((marks) => marks.pointedAt === id);
  const ports = portsOf(node);
  return (
    <article
      className={classes.card}
      data-group={group}
      data-selected={selected}
      data-visited={visited}
      data-here={standsHere}
      data-pointed={pointedAt}
    >
      <header className={classes.head}>
        {group !== "triggers" && (
          <Handle type="target" position={Position.Left} className={classes.target ?? ""} />
        )}
        <span className={classes.icon}>
          <NodeIcon name={icon} />
        </span>
        <span className={classes.title}>{nodeTitle(t, node.type)}</span>
        <Conversations nodeId={id} />
        <FindingBadge nodeId={id} />
      </header>
      <div className={classes.body}>
        <card.Body node={node as never} ports={ports} selected={selected} />
      </div>
      {ports
        .filter((port) => !card.drawsPort?.(port.id))
        .map((port) => (
          <PortRow key={port.id} port={port} />
        ))}
    </article>
  );
});

/** How many conversations stand here now. */
function Conversations({ nodeId }: { readonly nodeId: string }) {
  const { t } = useTranslation();
  const count = useMarks((marks) => marks.positions[nodeId] ?? 0);
  if (count === 0) return null;
  return (
    <Tooltip label={t("editor.canvas.conversationsHere", { count })}>
      <span className={classes.count}>
        <IconUsers size={12} aria-hidden />
        {count}
      </span>
    </Tooltip>
  );
}

function FindingBadge({ nodeId }: { readonly nodeId: string }) {
  const { t } = useTranslation();
  const findings = useMarks((marks) => marks.findingsByNode.get(nodeId));
  if (!findings) return null;
  const severity = findings.some((it) => it.severity === "error") ? "error" : "warning";
  const sentences = findings.map((it) => findingText(t, it));
  return (
    <Tooltip
      multiline
      maw={280}
      label={sentences.map((sentence) => <div key={sentence}>{sentence}</div>)}
    >
      <span
        className={classes.finding}
        data-severity={severity}
        role="img"
        aria-label={sentences.join(" ")}
      >
        <IconAlertTriangle size={14} aria-hidden />
        {findings.length > 1 && findings.length}
      </span>
    </Tooltip>
  );
}
