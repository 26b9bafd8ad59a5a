import { type FlowNode, nodeTypes, portsOf } from "@chatloom/flows-schema";
import { IconAlertTriangle, IconArrowRight } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { CommentCount } from "../cards/comment-count.tsx";
import { useMarks } from "../state/marks-store.ts";
import { NodeIcon } from "../state/node-icon.tsx";
import { exitName, nodeName } from "../state/node-words.ts";
import classes from "./outline.module.css";

/** Where a port leads. */
export interface Way {
  readonly port: string;
  readonly to: FlowNode;
}

/** A step of the outline with the ways that lead on. */
export const OutlineStep = memo(function OutlineStep({
  node,
  ways,
  selected,
  onOpen,
}: {
  readonly node: FlowNode;
  readonly ways: readonly Way[];
  readonly selected: boolean;
  readonly onOpen: (nodeId: string) => void;
}) {
  const { t } = useTranslation();
  const findings = useMarks((marks) => marks.findingsByNode.get(node.id)?.length ?? 0);
  return (
    <li className={classes.step} data-selected={selected}>
      <button
        type="button"
        className={classes.name}
        data-outline-step
        aria-current={selected}
        onClick={() => onOpen(node.id)}
      >
        <NodeIcon name={nodeTypes[node.type].icon} size={16} />
        <span>{nodeName(t, node)}</span>
        <CommentCount nodeId={node.id} className={classes.count} />
        {findings > 0 && (
          <IconAlertTriangle
            size={15}
            color="var(--cl-warning)"
            aria-label={t("editor.toolbar.findings", { count: findings })}
          />
        )}
      </button>
      {ways.length > 0 && (
        <ul className={classes.ways}>
          {portsOf(node).flatMap((port) =>
            ways
              .filter((way) => way.port === port.id)
              .map(({ to }) => (
                <li key={`${port.id} ${to.id}`}>
                  <button type="button" onClick={() => onOpen(to.id)}>
                    {exitName(t, port)} <IconArrowRight size={12} aria-hidden /> {nodeName(t, to)}
                  </button>
                </li>
              )),
          )}
        </ul>
      )}
    </li>
  );
});
