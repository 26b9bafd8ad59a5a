import {
  type Flow,
  type FlowNode,
  type NodeTypeId,
  nodeTypes,
  portsOf,
  withoutSteps,
} from "@chatloom/flows-schema";
import type { Command } from "../state/command.ts";
import { lead } from "./edges.ts";
import { commonFrame, joined } from "./marks.ts";

type Position = FlowNode["position"];

/** Adds a node; with `from`, connects that port to it, and connects the new node to the port's earlier target. */
export function addNode(
  id: string,
  type: NodeTypeId,
  position: Position,
  from?: { readonly nodeId: string; readonly port: string },
): Command {
  return {
    name: from ? "insertNode" : "addNode",
    nodeType: type,
    apply: (flow) => {
      const node = freshNode(id, type, position);
      const added: Flow = { ...flow, nodes: [...flow.nodes, node] };
      if (!from || nodeTypes[type].group === "triggers") {
        return added;
      }
      const before = flow.edges.find(
        (edge) => edge.source === from.nodeId && edge.sourceHandle === from.port,
      );
      const frame = before && commonFrame(flow, from.nodeId, before.target);
      const framed = frame === undefined ? added : joined(added, new Map([[id, frame]]));
      const led = lead(framed, from.nodeId, from.port, id);
      const [firstPort] = portsOf(node);
      return before && firstPort ? lead(led, id, firstPort.id, before.target) : led;
    },
  };
}

/** Moves nodes. */
export function moveNodes(positions: ReadonlyMap<string, Position>): Command {
  return {
    name: "moveNodes",
    merge: `move ${[...positions.keys()].sort().join()}`,
    apply: (flow) => withPositions(flow, positions),
  };
}

/** Returns the flow with nodes at other positions, or the same flow if each stands there already. */
export function withPositions(flow: Flow, positions: ReadonlyMap<string, Position>): Flow {
  let moved = false;
  const nodes = flow.nodes.map((node) => {
    const position = positions.get(node.id);
    if (!position) {
      return node;
    }
    const to = rounded(position);
    const at = rounded(node.position);
    if (at.x === to.x && at.y === to.y) {
      return node;
    }
    moved = true;
    return { ...node, position: to };
  });
  return moved ? { ...flow, nodes } : flow;
}

/** Removes nodes with their edges and translations. */
export function removeNodes(ids: ReadonlySet<string>, nodeType?: NodeTypeId): Command {
  return {
    name: "removeNodes",
    nodeType,
    apply: (flow) => {
      const nodes = flow.nodes.filter((node) => !ids.has(node.id));
      if (nodes.length === flow.nodes.length) {
        return flow;
      }
      return {
        ...flow,
        nodes,
        frames: withoutSteps(flow.frames, ids),
        edges: flow.edges.filter((edge) => !ids.has(edge.source) && !ids.has(edge.target)),
        translations: Object.fromEntries(
          Object.entries(flow.translations).map(([language, texts]) => [
            language,
            Object.fromEntries(
              Object.entries(texts).filter(([key]) => !ids.has(key.slice(0, key.indexOf("/")))),
            ),
          ]),
        ),
      };
    },
  };
}

/** Replaces a node's data and removes the edges of ports that the new data no longer has. */
export function setData(node: FlowNode, data: FlowNode["data"], merge?: string): Command {
  return {
    name: "setData",
    nodeType: node.type,
    merge: merge ? `${node.id} ${merge}` : undefined,
    apply: (flow) => {
      const changed = { ...node, data } as FlowNode;
      const ports = new Set(portsOf(changed).map((port) => port.id));
      const before = flow.nodes.find((it) => it.id === node.id);
      if (!before || sameJson(before.data, data)) {
        return flow;
      }
      const lost = new Set(
        portsOf(before)
          .map((port) => port.id)
          .filter((port) => !ports.has(port)),
      );
      return {
        ...flow,
        nodes: flow.nodes.map((it) => (it.id === node.id ? ({ ...it, data } as FlowNode) : it)),
        edges:
          lost.size === 0
            ? flow.edges
            : flow.edges.filter((edge) => edge.source !== node.id || !lost.has(edge.sourceHandle)),
      };
    },
  };
}

/** Compares the data of a form with the data before; both are small and plain JSON. */
function sameJson(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Makes a node as it is before anyone fills it in. */
export function freshNode(id: string, type: NodeTypeId, position: Position): FlowNode {
  return {
    id,
    type,
    position: rounded(position),
    data: structuredClone(nodeTypes[type].initial),
  } as FlowNode;
}

function rounded({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}
