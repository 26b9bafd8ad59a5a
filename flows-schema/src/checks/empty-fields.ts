import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { type Field, holds } from "../walk-fields.ts";

/** Finds fields that must not be empty and are. */
export function checkEmptyFields({ fields }: Inspection): FindingFacts[] {
  return fields
    .filter((field) => holds(field.schema.filled, field) && isEmpty(field.value))
    .map((field) => {
      const title = titleOf(field);
      return {
        code: "field.empty",
        severity: "error",
        nodeId: field.node.id,
        path: field.path,
        values: { node: nameNode(field.node), field: title },
      };
    });
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "string") {
    return value.trim() === "";
  }
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** The field's own title or, for items of a list, the list's. */
function titleOf(field: Field): string {
  return field.schema.title ?? field.parent?.schema.title ?? "";
}
