import { type FlowNode, type NodeTypeId, nodeTypeOf, portsOf } from "@chatloom/flows-schema";
import { type Node, Position } from "@xyflow/react";
import { estimateSize } from "../commands/estimate-size.ts";
import { estimateHandles } from "./estimate-handles.ts";

/** The part of a node that its card shows. Stays the same object until one of its parts changes, so that cards need no store. */
export interface CardData extends Record<string, unknown> {
  readonly content: FlowNode["data"];
  /** The title of the kind of node. */
  readonly title: string;
  /** The ids of the ports that have an edge. */
  readonly connected: ReadonlySet<string>;
}

/** A node as React Flow draws it: ours, plus what only the screen knows (selected, measured, being dragged). */
export type CanvasNode = Node<CardData, NodeTypeId>;

/** The names of nodes on the canvas, in the current language. */
export interface NodeNames {
  readonly titleOf: (type: NodeTypeId) => string;
  readonly nameOf: (node: FlowNode) => string;
}

/** Follows the flow and keeps what only the screen knows. Nodes that did not change stay the same objects. */
export function followNodes(
  before: readonly CanvasNode[],
  nodes: readonly FlowNode[],
  connections: ReadonlyMap<string, ReadonlySet<string>>,
  selected: ReadonlySet<string>,
  names: NodeNames,
): CanvasNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  return nodes.map((node) => {
    const old = known.get(node.id);
    const data = cardData(node, old?.data, connections.get(node.id) ?? noPorts, names);
    const isSelected = selected.has(node.id);
    const position = old?.dragging === true ? old.position : node.position;
    if (
      old?.data === data &&
      old.type === node.type &&
      old.selected === isSelected &&
      old.position.x === position.x &&
      old.position.y === position.y
    ) {
      return old;
    }
    return {
      ...(old ?? unmeasured(node)),
      id: node.id,
      type: node.type,
      position,
      data,
      selected: isSelected,
      ariaLabel: old?.data === data && old.ariaLabel ? old.ariaLabel : names.nameOf(node),
    };
  });
}

/** Groups the connected ports by node; the sets of nodes whose ports did not change stay the same. */
export function connectedPorts(
  edges: readonly { readonly source: string; readonly sourceHandle: string }[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { source, sourceHandle } of edges) {
    const ports = found.get(source);
    if (ports) {
      ports.add(sourceHandle);
    } else {
      found.set(source, new Set([sourceHandle]));
    }
  }
  return new Map(
    [...found].map(([id, ports]) => {
      const old = before.get(id);
      const same = old?.size === ports.size && [...ports].every((port) => old.has(port));
      return [id, same ? old : ports];
    }),
  );
}

const noPorts: ReadonlySet<string> = new Set();

function cardData(
  node: FlowNode,
  old: CardData | undefined,
  connected: ReadonlySet<string>,
  names: NodeNames,
): CardData {
  const title = names.titleOf(node.type);
  return old?.content === node.data && old.connected === connected && old.title === title
    ? old
    : { content: node.data, title, connected };
}

/** Gives a node an estimated size and places for its dots: React Flow need not draw it before it comes into view. */
function unmeasured(node: FlowNode): Partial<CanvasNode> {
  const measured = estimateSize(node);
  const starts = nodeTypeOf(node).group === "triggers";
  const handles = estimateHandles(portsOf(node), measured, starts).map(({ id, type, x, y }) => ({
    id,
    type,
    x,
    y,
    width: 12,
    height: 12,
    position: type === "target" ? Position.Left : Position.Right,
  }));
  return { measured, handles };
}
