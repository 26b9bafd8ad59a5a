import type { FindingFacts } from "../finding.ts";
import type { FlowNode } from "../flow.ts";
import { nameNode } from "../name-node.ts";

/** Makes the finding that a field of a step is wrong. `path` is a JSON pointer into the step's data. */
export function faultAt(
  node: FlowNode,
  path: string,
  code: FindingFacts["code"],
  values: FindingFacts["values"],
): FindingFacts {
  return {
    code,
    severity: "error",
    nodeId: node.id,
    path,
    values: { node: nameNode(node), ...values },
  };
}
