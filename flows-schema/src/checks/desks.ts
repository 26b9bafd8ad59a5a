import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { holds } from "../walk-fields.ts";

/** Finds steps that name a helpdesk that is not connected (any more). */
export function checkDesks({ fields, checkContext }: Inspection): FindingFacts[] {
  const { knownDesks } = checkContext;
  if (!knownDesks) {
    return [];
  }
  return fields.flatMap((field): FindingFacts[] => {
    const { schema, value, node, path } = field;
    if (schema.widget !== "desk" || typeof value !== "string" || value === "") {
      return [];
    }
    if (knownDesks.includes(value) || !holds(schema.filled, field)) {
      return [];
    }
    return [
      {
        code: "desk.unknown",
        severity: "warning",
        nodeId: node.id,
        path,
        values: { node: nameNode(node), desk: value },
      },
    ];
  });
}
