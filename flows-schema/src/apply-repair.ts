import type { Repair } from "./finding.ts";
import type { Edge, Flow, FlowNode } from "./flow.ts";
import { portsOf } from "./flow.ts";
import { nodeTypes } from "./nodes/index.ts";
import { setAtPointer } from "./set-at-pointer.ts";

const columnWidth = 360;

/** Makes a repair. A flow that changed meanwhile so that the repair no longer applies comes back as it was. */
export function applyRepair(flow: Flow, repair: Repair): Flow {
  switch (repair.kind) {
    case "connect":
      return has(flow, repair.nodeId) && has(flow, repair.target)
        ? connect(flow, repair.nodeId, repair.port, repair.target)
        : flow;
    case "addNode":
      return addNode(flow, repair);
    case "removeNode":
      return {
        ...flow,
        nodes: flow.nodes.filter((node) => node.id !== repair.nodeId),
        edges: flow.edges.filter(
          (edge) => edge.source !== repair.nodeId && edge.target !== repair.nodeId,
        ),
      };
    case "removeEdge":
      return { ...flow, edges: flow.edges.filter((edge) => edge.id !== repair.edgeId) };
    case "setData":
      return {
        ...flow,
        nodes: flow.nodes.map((node) =>
          node.id === repair.nodeId
            ? ({ ...node, data: setAtPointer(node.data, repair.path, repair.value) } as FlowNode)
            : node,
        ),
      };
    case "setSetting":
      return {
        ...flow,
        settings: setAtPointer(flow.settings, repair.path, repair.value) as Flow["settings"],
      };
    case "declareVariable":
      return flow.variables.some((it) => it.name === repair.variable.name)
        ? flow
        : { ...flow, variables: [...flow.variables, repair.variable] };
    case "createField":
      return flow;
  }
}

function addNode(flow: Flow, { type, from, to }: Extract<Repair, { kind: "addNode" }>): Flow {
  const source = flow.nodes.find((node) => node.id === from?.nodeId);
  const behind = flow.nodes.find((node) => node.id === to);
  if ((from && !source) || (to !== undefined && !behind)) {
    return flow;
  }
  const id = freeId(type.replaceAll(".", "-"), new Set(flow.nodes.map((node) => node.id)));
  const node = {
    id,
    type,
    position: freePlace(flow, source, behind),
    data: nodeTypes[type].initial,
  } as FlowNode;
  const target =
    to ??
    flow.edges.find((it) => it.source === from?.nodeId && it.sourceHandle === from.port)?.target;
  const [firstPort] = portsOf(node);
  let changed: Flow = { ...flow, nodes: [...flow.nodes, node] };
  if (from) {
    changed = connect(changed, from.nodeId, from.port, id);
  }
  if (target !== undefined && firstPort) {
    changed = connect(changed, id, firstPort.id, target);
  }
  return changed;
}

/** Leads a port to a node, instead of where it led before. */
function connect(flow: Flow, source: string, sourceHandle: string, target: string): Flow {
  const others = flow.edges.filter(
    (edge) => edge.source !== source || edge.sourceHandle !== sourceHandle,
  );
  const edge: Edge = {
    id: freeId("edge", new Set(others.map((it) => it.id))),
    source,
    sourceHandle,
    target,
  };
  return { ...flow, edges: [...others, edge] };
}

/** One column to the right of where it comes from, or to the left of where it leads, below what stands there. */
function freePlace(flow: Flow, source?: FlowNode, behind?: FlowNode): FlowNode["position"] {
  const x = source ? source.position.x + columnWidth : behind ? behind.position.x - columnWidth : 0;
  let y = source?.position.y ?? behind?.position.y ?? 0;
  const taken = flow.nodes.filter((node) => Math.abs(node.position.x - x) < 300);
  while (taken.some((node) => Math.abs(node.position.y - y) < 200)) {
    y += 220;
  }
  return { x, y };
}

function has(flow: Flow, nodeId: string): boolean {
  return flow.nodes.some((node) => node.id === nodeId);
}

function freeId(stem: string, taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`${stem}-${number}`)) {
    number++;
  }
  return `${stem}-${number}`;
}
