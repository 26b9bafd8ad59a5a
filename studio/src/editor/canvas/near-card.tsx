import { type ChangeKind, type FlowNode, nodeTypeOf, portsOf } from "@chatloom/flows-schema";
import { Badge, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconUsers } from "@tabler/icons-react";
import { useUpdateNodeInternals } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CommentCount } from "../cards/comment-count.tsx";
import { ConnectionDot } from "../cards/connection-dot.tsx";
import { cardOf } from "../cards/index.ts";
import classes from "../cards/node-card.module.css";
import { ConnectedPorts } from "../cards/port-dot.tsx";
import { PortRow } from "../cards/port-row.tsx";
import { findingText } from "../state/finding-text.ts";
import { useShownFindings } from "../state/fresh-step.ts";
import { useMarks } from "../state/marks-store.ts";
import { NodeIcon } from "../state/node-icon.tsx";
import { useHeat } from "../state/numbers-store.ts";
import type { CardData } from "./canvas-node.ts";
import { heatOf } from "./heat-of.ts";
import { StepNumbers } from "./step-numbers.tsx";

/** A card that can be read: its head, what the contact gets to see, and a dot for every way on. */
export function NearCard({
  node,
  data,
  selected,
  marks,
}: {
  readonly node: FlowNode;
  readonly data: CardData;
  readonly selected: boolean;
  readonly marks: {
    readonly visited: boolean;
    /** Coverage is shown, and no test comes here. */
    readonly untested: boolean;
    readonly here: boolean;
    readonly pointedAt: boolean;
  };
}) {
  const { group, icon } = nodeTypeOf(node);
  const card = cardOf(node.type);
  const ports = portsOf(node);
  const heat = useHeat(node.id);
  const change = useMarks((it) => it.changes.get(node.id));
  useMeasureAgain(node.id, ports.map((port) => port.id).join());
  return (
    <ConnectedPorts value={data.connected}>
      <article
        className={classes.card}
        data-group={group}
        data-selected={selected}
        data-visited={marks.visited}
        data-untested={marks.untested}
        data-here={marks.here}
        data-pointed={marks.pointedAt}
        data-change={change}
        {...heatOf(heat)}
      >
        <header className={classes.head}>
          {group !== "triggers" && <ConnectionDot type="target" className={classes.target} />}
          <span className={classes.icon}>
            <NodeIcon name={icon} />
          </span>
          <span className={classes.title}>{data.title}</span>
          {change && <ChangeBadge kind={change} />}
          <CommentCount nodeId={node.id} className={classes.count} />
          <Conversations nodeId={node.id} />
          <FindingBadge nodeId={node.id} />
        </header>
        <StepNumbers nodeId={node.id} />
        <div className={classes.body}>
          <card.Body node={node} ports={ports} selected={selected} />
        </div>
        {ports
          .filter((port) => !card.drawsPort?.(port.id))
          .map((port) => (
            <PortRow key={port.id} port={port} />
          ))}
      </article>
    </ConnectedPorts>
  );
}

/** Says how a step differs from the compared version. */
function ChangeBadge({ kind }: { readonly kind: ChangeKind }) {
  const { t } = useTranslation();
  return (
    <Badge size="xs" variant="dot" color={kind === "added" ? "teal" : "yellow"}>
      {t(`editor.compare.kinds.${kind}`)}
    </Badge>
  );
}

/** Has React Flow look for the dots again when ports come, go or change places: the card may be as high as before. */
function useMeasureAgain(nodeId: string, ports: string): void {
  const measureAgain = useUpdateNodeInternals();
  const before = useRef(ports);
  useEffect(() => {
    if (before.current === ports) {
      return;
    }
    before.current = ports;
    measureAgain(nodeId);
  }, [nodeId, ports, measureAgain]);
}

/** How many conversations stand here now. */
function Conversations({ nodeId }: { readonly nodeId: string }) {
  const { t } = useTranslation();
  const count = useMarks((marks) => marks.positions[nodeId] ?? 0);
  if (count === 0) {
    return null;
  }
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
  const findings = useShownFindings(nodeId);
  if (findings.length === 0) {
    return null;
  }
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
