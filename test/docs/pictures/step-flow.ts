import {
  type Edge,
  emptyFlow,
  type Flow,
  type FlowNode,
  type NodeTypeId,
  nodeTypes,
  type Port,
  type Variable,
} from "@chatloom/flows-schema";
import type { Connected } from "./connect-services.ts";

/** The variables that examples read. */
const variables: readonly Variable[] = [
  { name: "order", type: "object", scope: "run", default: {} },
  { name: "orders", type: "list", scope: "run", default: [] },
  { name: "price", type: "number", scope: "run", default: 0 },
  { name: "orderNumber", type: "string", scope: "run", default: "" },
];

/** Makes the flow in which a step's picture is taken: its example, and an end for each way on. */
export function stepFlow(type: NodeTypeId, connected: Connected): Flow {
  const { example, ports } = nodeTypes[type];
  const data = { ...example, ...connected[type] };
  const ways = (ports as (data: unknown) => readonly Port[])(data);
  const step = { id: "step", type, position: { x: 0, y: 0 }, data } as FlowNode;
  const end = (id: string, y: number): FlowNode => ({
    id,
    type: "end",
    position: { x: 380, y },
    data: {},
  });
  const edges = ways.map(
    (port, index): Edge => ({
      id: `edge${index}`,
      source: "step",
      sourceHandle: port.id,
      target: `end${index}`,
    }),
  );
  return {
    ...emptyFlow(type),
    variables: variables.filter(({ name }) => JSON.stringify(data).includes(name)),
    nodes: [
      step,
      ...ways.map((_, index) => end(`end${index}`, index * 66)),
      ...(type === "jump" ? [end("end", 0)] : []),
    ],
    edges,
  };
}
