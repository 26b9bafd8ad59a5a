import type { Flow, Variable } from "@chatloom/flows-schema";
import { variablesWritten } from "../state/variables-written.ts";

/** Lists the variables that steps fill although nobody declared them, by name. */
export function undeclaredVariables(flow: Flow): Variable[] {
  const declared = new Set(flow.variables.map((it) => it.name));
  const names = new Set(flow.nodes.flatMap(variablesWritten));
  return [...names]
    .sort()
    .map(asVariable)
    .filter(({ name }) => name !== "" && !declared.has(name));
}

/** `contact.city` belongs to the contact; the dot of any other name leads into an object. */
function asVariable(path: string): Variable {
  const [root = "", inner] = path.split(".");
  if (inner === undefined) {
    return { name: root, type: "string", scope: "run" };
  }
  if (root === "contact" || root === "workspace") {
    return { name: inner, type: "string", scope: root };
  }
  return { name: root, type: "object", scope: "run" };
}
