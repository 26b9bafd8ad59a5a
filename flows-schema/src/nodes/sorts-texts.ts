import type { FlowNode, NodeOf } from "../flow.ts";

/** Whether a step sorts texts into classes, so that its decisions can be labelled. */
export function sortsTexts(node: FlowNode): node is NodeOf<"classify"> {
  return node.type === "classify";
}
