import type { CheckContext } from "./check-context.ts";
import { type Flow, type FlowNode, nodeTypeOf } from "./flow.ts";
import { type FlowGraph, graphOf } from "./flow-graph.ts";
import { type Field, walkFields } from "./walk-fields.ts";

/** The shared input of all checks; made once per `checkFlow`. */
export interface Inspection {
  readonly flow: Flow;
  readonly checkContext: CheckContext;
  readonly graph: FlowGraph;
  /** Every field of every node, in the flow's order. */
  readonly fields: readonly NodeField[];
}

/** A field and the node whose data it is in. */
export interface NodeField extends Field {
  readonly node: FlowNode;
}

/** Looks at everything once, so that each check need not. */
export function inspect(flow: Flow, checkContext: CheckContext): Inspection {
  return {
    flow,
    checkContext,
    graph: graphOf(flow, checkContext.flowId),
    fields: flow.nodes.flatMap((node) =>
      walkFields(nodeTypeOf(node).data, node.data).map((field) => ({ ...field, node })),
    ),
  };
}
