import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { holds } from "../walk-fields.ts";

/** Finds steps that name somebody who is no member of the workspace (any more). */
export function checkMembers({ fields, checkContext }: Inspection): FindingFacts[] {
  const { knownMembers } = checkContext;
  if (!knownMembers) {
    return [];
  }
  return fields.flatMap((field): FindingFacts[] => {
    const { schema, value, node, path } = field;
    if (schema.widget !== "member" || typeof value !== "string" || value === "") {
      return [];
    }
    if (knownMembers.includes(value) || !holds(schema.filled, field)) {
      return [];
    }
    return [
      {
        code: "member.unknown",
        severity: "warning",
        nodeId: node.id,
        path,
        values: { node: nameNode(node), member: value },
      },
    ];
  });
}
