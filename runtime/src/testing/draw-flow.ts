import {
  emptyFlow,
  type Flow,
  type FlowNode,
  type NodeData,
  type NodeTypeId,
  nodeTypes,
} from "@chatloom/flows-schema";

type Drawn = { [K in NodeTypeId]: readonly [type: K, data?: Partial<NodeData<K>>] }[NodeTypeId];

/**
 * A flow for a test: nodes by id (data beyond the palette's own only where it matters) and edges as `from > to` (through `next`)
 * or `from:port > to`. Without a trigger among the nodes, anything the contact writes starts at the first.
 */
export function drawFlow(
  nodes: Readonly<Record<string, Drawn>>,
  edges: readonly string[] = [],
  rest: Partial<Flow> = {},
): Flow {
  const drawn = Object.entries(nodes).map(([id, [type, data]]) => node(id, type, data));
  const lines = edges.map((edge) => edge.split(">").map((it) => it.trim()));
  const first = drawn[0];
  if (first && !drawn.some((it) => it.type.startsWith("trigger."))) {
    drawn.unshift(node("any", "trigger.any"));
    lines.unshift(["any", first.id]);
  }
  return {
    ...emptyFlow("Test"),
    nodes: drawn,
    edges: lines.map(([from = "", target = ""], index) => {
      const colon = from.indexOf(":");
      const source = colon < 0 ? from : from.slice(0, colon);
      const sourceHandle = colon < 0 ? "next" : from.slice(colon + 1);
      return { id: `edge${index}`, source, sourceHandle, target };
    }),
    ...rest,
  };
}

/** A message node that says one text. */
export function says(text: string): readonly ["message", NodeData<"message">] {
  return ["message", { blocks: [{ kind: "text", id: "text", text }], typing: false }];
}

function node(id: string, type: NodeTypeId, data: object = {}): FlowNode {
  const initial = structuredClone(nodeTypes[type].initial);
  return { id, type, position: { x: 0, y: 0 }, data: { ...initial, ...data } } as FlowNode;
}
