import { type Edge, type Flow, type FlowNode, nodeTypeOf, targetsOf } from "./flow.ts";
import { setAtPointer } from "./set-at-pointer.ts";
import { walkFields } from "./walk-fields.ts";

/** Some nodes and the edges among them, as they lie on the clipboard. */
export interface CopiedNodes {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly Edge[];
}

/** Takes some nodes out of a flow, with the edges that begin and end among them. */
export function copyNodes(
  flow: Pick<Flow, "nodes" | "edges">,
  nodeIds: Iterable<string>,
): CopiedNodes {
  const wanted = new Set(nodeIds);
  return {
    nodes: flow.nodes.filter((node) => wanted.has(node.id)),
    edges: flow.edges.filter((edge) => wanted.has(edge.source) && wanted.has(edge.target)),
  };
}

/**
 * The same nodes and edges under new ids, moved by `offset`; jumps among them lead to the copies. Ids of options and other
 * parts stay: they need to be unique within their node only.
 */
export function withFreshIds(
  { nodes, edges }: CopiedNodes,
  newId: () => string,
  offset: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
): CopiedNodes {
  const ids = new Map(nodes.map((node) => [node.id, newId()]));
  const fresh = (id: string) => ids.get(id) ?? id;
  return {
    nodes: nodes.map((node) => ({
      ...node,
      id: fresh(node.id),
      position: { x: node.position.x + offset.x, y: node.position.y + offset.y },
      data: dataWithFreshTargets(node, fresh),
    })) as FlowNode[],
    edges: edges.map((edge) => ({
      ...edge,
      id: newId(),
      source: fresh(edge.source),
      target: fresh(edge.target),
    })),
  };
}

/** Puts copied nodes into a flow. */
export function pasteNodes(flow: Flow, { nodes, edges }: CopiedNodes): Flow {
  return { ...flow, nodes: [...flow.nodes, ...nodes], edges: [...flow.edges, ...edges] };
}

/** A copy of a whole flow; its nodes keep their ids, which belong to their flow alone. */
export function duplicateFlow(flow: Flow, name: string): Flow {
  return { ...structuredCopy(flow), name };
}

function dataWithFreshTargets(node: FlowNode, fresh: (id: string) => string): FlowNode["data"] {
  const data = structuredCopy(node.data);
  const own = new Set(
    targetsOf(node).flatMap(({ flowId, nodeId }) => (flowId || !nodeId ? [] : [nodeId])),
  );
  return walkFields(nodeTypeOf(node).data, data)
    .filter(({ schema, value }) => schema.widget === "node" && own.has(String(value)))
    .reduce<unknown>(
      (copy, { path, value }) => setAtPointer(copy, path, fresh(String(value))),
      data,
    ) as FlowNode["data"];
}

/** Flows are plain JSON, so this loses nothing. */
function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
