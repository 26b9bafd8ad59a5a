import type { NodeData } from "@chatloom/flows-schema";
import type { Behaviour, Visit } from "../behaviour.ts";
import { convertValue } from "../convert-value.ts";
import type { JsonValue } from "../input.ts";
import { toText } from "../to-text.ts";

type Assignment = NodeData<"setVariable">["assignments"][number];

/** Writes variables one after the other; each line sees those before it. */
export const setVariable: Behaviour<"setVariable"> = {
  enter: (visit) => {
    const set: Record<string, JsonValue> = {};
    const assignments = visit.data.assignments.filter((it) => it.variable !== "");
    let seen = visit;
    for (const [index, assignment] of assignments.entries()) {
      const { variable, as, value: template = "" } = assignment;
      const value = compute(seen, assignment);
      if (value === undefined) {
        const given = toText(seen.evaluate(template)).slice(0, 100);
        return {
          then: {
            do: "fail",
            code: "variable.type",
            message: `"${variable}" cannot be set: "${given}" is not of the type ${as}`,
          },
        };
      }
      set[variable] = value;
      if (index < assignments.length - 1) {
        seen = seen.after({ [variable]: value });
      }
    }
    return { set, then: { do: "leave", port: "next" } };
  },
};

function compute(
  visit: Visit<"setVariable">,
  { variable, operation, value: template = "", as }: Assignment,
): JsonValue | undefined {
  if (operation === "clear") {
    return null;
  }
  const before = visit.lookUp(variable) ?? null;
  const given = visit.evaluate(template);
  const notation = visit.notation(template);
  if (operation === "set") {
    return given === null ? null : convertValue(given, as, notation);
  }
  if (operation === "append") {
    if (Array.isArray(before) || as === "list") {
      const list = before === null ? [] : Array.isArray(before) ? before : [before];
      return [...list, ...(Array.isArray(given) ? given : [given])].slice(-1_000);
    }
    return `${toText(before)}${toText(given)}`.slice(0, 10_000);
  }
  const a = convertValue(before ?? 0, "number", visit.notation(variable));
  const b = convertValue(given, "number", notation);
  if (typeof a !== "number" || typeof b !== "number") {
    return undefined;
  }
  const result = operation === "add" ? a + b : a - b;
  return Number.isFinite(result) ? result : undefined;
}
