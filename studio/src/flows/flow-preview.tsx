import { type Flow, nodeTypes } from "@chatloom/flows-schema";
import classes from "./flows.module.css";

const width = 220;
const height = 120;

/** A small picture of a flow: its nodes and ways, in the colours of the canvas. */
export function FlowPreview({ flow }: { readonly flow: Flow }) {
  const places = new Map(flow.nodes.map((node) => [node.id, node.position]));
  const xs = flow.nodes.map((node) => node.position.x);
  const ys = flow.nodes.map((node) => node.position.y);
  const [left, top] = [Math.min(...xs, 0), Math.min(...ys, 0)];
  const box = `${left - 40} ${top - 40} ${Math.max(...xs, 0) - left + width + 80} ${
    Math.max(...ys, 0) - top + height + 80
  }`;
  return (
    <svg viewBox={box} className={classes.preview} aria-hidden="true">
      {flow.edges.map((edge) => {
        const from = places.get(edge.source);
        const to = places.get(edge.target);
        if (!from || !to) {
          return null;
        }
        const [x1, y1, x2, y2] = [from.x + width, from.y + height / 2, to.x, to.y + height / 2];
        const bend = Math.max(60, Math.abs(x2 - x1) / 2);
        return (
          <path
            key={edge.id}
            d={`M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
            fill="none"
            stroke="var(--cl-edge)"
            strokeWidth="10"
          />
        );
      })}
      {flow.nodes.map((node) => (
        <rect
          key={node.id}
          x={node.position.x}
          y={node.position.y}
          width={width}
          height={height}
          rx="28"
          fill={`var(--cl-${nodeTypes[node.type].group})`}
        />
      ))}
    </svg>
  );
}
