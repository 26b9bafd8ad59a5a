import type { Flow, FlowNode } from "@chatloom/flows-schema";
import { estimateSize } from "./estimate-size.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Space between cards, in pixels. */
export const gap = 48;
const step = 40;
/** More nodes than this are placed as one block: comparing each with each would take too long. */
const many = 40;

/** Finds a place for a new node that covers no other: right of the node it follows, or else around a point. */
export function freePlace(flow: Flow, node: FlowNode, near: FlowNode | Point): Point {
  const wanted =
    "position" in near
      ? { x: near.position.x + estimateSize(near).width + gap, y: near.position.y }
      : near;
  const offset = freeOffset(flow, [node], {
    x: wanted.x - node.position.x,
    y: wanted.y - node.position.y,
  });
  return { x: node.position.x + offset.x, y: node.position.y + offset.y };
}

/** Finds how far to move nodes so that they cover none of the flow's: as wanted, or the least further down. */
export function freeOffset(flow: Flow, nodes: readonly FlowNode[], wanted: Point): Point {
  const taken = flow.nodes.map((node) => boxOf([node]));
  const moving = nodes.length > many ? [boxOf(nodes)] : nodes.map((node) => boxOf([node]));
  const { x } = wanted;
  let { y } = wanted;
  const covers = () =>
    moving.some((it) =>
      taken.some(
        (other) =>
          it.x + x < other.x + other.width + gap / 2 &&
          other.x < it.x + x + it.width + gap / 2 &&
          it.y + y < other.y + other.height + gap / 2 &&
          other.y < it.y + y + it.height + gap / 2,
      ),
    );
  // Each step leaves at least one row of cards behind, so this ends below the lowest.
  while (covers()) {
    y += step;
  }
  return { x, y };
}

/** Measures the box around nodes, with estimated heights. */
export function boxOf(nodes: readonly FlowNode[]): Point & { width: number; height: number } {
  const x = Math.min(...nodes.map((node) => node.position.x));
  const y = Math.min(...nodes.map((node) => node.position.y));
  const right = Math.max(...nodes.map((node) => node.position.x + estimateSize(node).width));
  const bottom = Math.max(...nodes.map((node) => node.position.y + estimateSize(node).height));
  return { x, y, width: right - x, height: bottom - y };
}
