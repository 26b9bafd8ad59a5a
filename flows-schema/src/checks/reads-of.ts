import type { NodeField } from "../inspection.ts";
import { readTemplate, type VariablePath } from "../liquid/read-template.ts";

/** Lists the variables that a field's text reads, by the kind of text it is. */
export function readsOf({ schema, value }: NodeField): readonly VariablePath[] {
  if (typeof value !== "string" || value === "") {
    return [];
  }
  switch (schema.widget) {
    case "template":
    case "line":
    case "media":
    case "messageTemplate":
      if (!value.includes("{")) {
        return [];
      }
      return reads(value);
    case "operand":
      return value.includes("{{") ? reads(value) : pathOf(value);
    case "code":
      return [...value.matchAll(/\bvariables\.([A-Za-z_]\w*)/g)].map((it) => [it[1] as string]);
    default:
      return [];
  }
}

function reads(template: string): readonly VariablePath[] {
  const reading = readTemplate(template);
  return "reads" in reading ? reading.reads : [];
}

function pathOf(operand: string): readonly VariablePath[] {
  const path = operand.match(/[A-Za-z_][\w-]*|\d+/g);
  return path && /^[A-Za-z_]/.test(operand.trim()) ? [path] : [];
}
