import { changedThing } from "./changed-thing.ts";
import { type Flow, nodeTypeOf } from "./flow.ts";
import { foldText } from "./fold-text.ts";
import { walkFields } from "./walk-fields.ts";

/** Tells whether a flow reads or writes a contact field or a tag. */
export function usesDefinition(flow: Flow, kind: "field" | "tag", key: string): boolean {
  if (kind === "field" && flow.variables.some((it) => it.scope === "contact" && it.name === key)) {
    return true;
  }
  const named = foldText(key);
  const read = new RegExp(`contact(?:\\.fields)?\\.${escaped(key)}(?![\\w-])`);
  return flow.nodes.some((node) =>
    walkFields(nodeTypeOf(node).data, node.data).some(({ value, schema, beside }) => {
      if (typeof value !== "string") {
        return false;
      }
      if (schema.widget === "changedName") {
        return changedThing(beside.change) === kind && foldText(value) === named;
      }
      return kind === "field" && !schema.contactField
        ? read.test(value)
        : foldText(value) === named || (kind === "field" && read.test(value));
    }),
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
