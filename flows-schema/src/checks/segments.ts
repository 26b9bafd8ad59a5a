import { changedThing } from "../changed-thing.ts";
import type { FindingFacts } from "../finding.ts";
import type { Inspection, NodeField } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/** Finds steps that name a segment that is not in the workspace (any more). A trigger would never start; a condition never holds. */
export function checkSegments({ fields, checkContext }: Inspection): FindingFacts[] {
  const { knownSegments } = checkContext;
  if (knownSegments === undefined) {
    return [];
  }
  return fields.flatMap((field): FindingFacts[] => {
    const severity = severityOf(field);
    const { value, node, path } = field;
    if (!severity || typeof value !== "string" || value.trim() === "") {
      return [];
    }
    if (value.includes("{{") || knownSegments.includes(value.trim())) {
      return [];
    }
    const values = { node: nameNode(node) };
    return [{ code: "segment.unknown", severity, nodeId: node.id, path, values }];
  });
}

/** Returns the severity of an unknown segment in a field; undefined where a field names none. */
function severityOf({ schema, path, beside }: NodeField): FindingFacts["severity"] | undefined {
  if (schema.widget === "changedName") {
    return changedThing(beside.change) === "segment" ? "error" : undefined;
  }
  const compares = path.endsWith("/right") && typeof beside.left === "string";
  return compares && String(beside.left).trim() === "contact.segments" ? "warning" : undefined;
}
