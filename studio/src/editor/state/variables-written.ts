import { type FlowNode, nodeTypeOf, walkFields } from "@chatloom/flows-schema";

const written = new WeakMap<FlowNode["data"], string[]>();

/** Lists the variables that a node fills. Kept for each state of a node. */
export function variablesWritten(node: FlowNode): string[] {
  const known = written.get(node.data);
  if (known) {
    return known;
  }
  const names = walkFields(nodeTypeOf(node).data, node.data)
    .filter((field) => field.schema.widget === "variable" && field.schema.ofFlow !== true)
    .map((field) => String(field.value ?? ""));
  written.set(node.data, names);
  return names;
}
