import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { scopeRoots } from "../variable-scope.ts";
import { type FieldSchema, holds } from "../walk-fields.ts";

/** Finds steps that write a contact field which the workspace has not defined. */
export function checkContactFields({ flow, fields, checkContext }: Inspection): FindingFacts[] {
  const known = checkContext.knownContactFields;
  if (known === undefined) {
    return [];
  }
  const defined = new Set([...known, ...(scopeRoots.contact ?? [])]);
  for (const { scope, name } of flow.variables) {
    if (scope === "contact") {
      defined.add(name);
    }
  }
  const seen = new Set<string>();
  return fields.flatMap((field): FindingFacts[] => {
    const { schema, value, node } = field;
    if (typeof value !== "string") {
      return [];
    }
    const name = holds(schema.contactField, field) ? value.trim() : savedField(schema, value);
    if (name === "" || name.includes("{{") || defined.has(name) || seen.has(name)) {
      return [];
    }
    seen.add(name);
    return [
      {
        code: "contact.field-undefined",
        severity: "warning",
        nodeId: node.id,
        path: field.path,
        values: { node: nameNode(node), name },
        repair: { kind: "createField", key: name },
      },
    ];
  });
}

/** The contact field that a step saves its result to. */
function savedField({ widget, ofFlow }: FieldSchema, value: string): string {
  const saved = widget === "variable" && !ofFlow ? /^contact\.([^.[\]]+)$/.exec(value) : null;
  return saved?.[1] ?? "";
}
