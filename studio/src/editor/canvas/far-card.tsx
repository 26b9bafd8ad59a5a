import { type FlowNode, nodeTypeOf, portsOf } from "@chatloom/flows-schema";
import { useStoreApi } from "@xyflow/react";
import { ConnectionDot } from "../cards/connection-dot.tsx";
import { estimateSize } from "../commands/estimate-size.ts";
import { useShownFindings } from "../state/fresh-step.ts";
import { useMarks } from "../state/marks-store.ts";
import { NodeIcon } from "../state/node-icon.tsx";
import { useHeat } from "../state/numbers-store.ts";
import { estimateHandles } from "./estimate-handles.ts";
import classes from "./far-card.module.css";
import { heatOf } from "./heat-of.ts";

/** A card seen from afar, as large as the whole card. `detailed`: with its icon, and its title in large letters. */
export function FarCard({
  node,
  title,
  detailed,
  selected,
  marks,
}: {
  readonly node: FlowNode;
  readonly title: string;
  readonly detailed: boolean;
  readonly selected: boolean;
  readonly marks: {
    readonly visited: boolean;
    readonly here: boolean;
    readonly untested: boolean;
  };
}) {
  const store = useStoreApi();
  const change = useMarks((it) => it.changes.get(node.id));
  const broken = useShownFindings(node.id).some((it) => it.severity === "error");
  const { group, icon } = nodeTypeOf(node);
  const measured = store.getState().nodeLookup.get(node.id)?.measured;
  const estimated = estimateSize(node);
  const size = {
    width: measured?.width ?? estimated.width,
    height: measured?.height ?? estimated.height,
  };
  return (
    <article
      className={classes.card}
      {...heatOf(useHeat(node.id), size)}
      data-group={group}
      data-detailed={detailed}
      data-selected={selected}
      data-visited={marks.visited}
      data-untested={marks.untested}
      data-here={marks.here}
      data-broken={broken}
      data-change={change}
    >
      {detailed && (
        <>
          <span className={classes.icon}>
            <NodeIcon name={icon} size={48} />
          </span>
          <span className={classes.title}>{title}</span>
        </>
      )}
      {estimateHandles(portsOf(node), size, group === "triggers").map(({ id, type, x, y }) => (
        <ConnectionDot
          key={`${type} ${id}`}
          type={type}
          id={id}
          className={classes.dot}
          style={{ left: x, top: y }}
        />
      ))}
    </article>
  );
}
