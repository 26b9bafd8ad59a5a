import type { FindingFacts } from "../finding.ts";
import type { Inspection, NodeField } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/** Finds answers and buttons of one node that read alike: the contact could not choose between them. */
export function checkLabels({ fields }: Inspection): FindingFacts[] {
  const seen = new Set<string>();
  return fields.flatMap((field): FindingFacts[] => {
    const { schema, value, node, path } = field;
    if (schema.limit !== "quickReplyLabel" && schema.limit !== "buttonLabel") {
      return [];
    }
    if (typeof value !== "string" || value.trim() === "") {
      return [];
    }
    const key = [node.id, listOf(field), value.trim().toLowerCase()].join("\n");
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        code: "label.duplicate",
        severity: "warning",
        nodeId: node.id,
        path,
        values: { node: nameNode(node), label: value },
      },
    ];
  });
}

/** The list that the label's option stands in. */
function listOf(field: NodeField): string {
  return field.parent?.parent?.path ?? "";
}
