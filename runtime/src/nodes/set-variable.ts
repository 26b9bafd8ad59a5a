import type { NodeData } from "@chatloom/flows-schema";
import type { Behaviour, Visit } from "../behaviour.ts";
import { convertValue } from "../convert-value.ts";
import type { JsonValue } from "../input.ts";
import { toText } from "../to-text.ts";

type Assignment = NodeData<"setVariable">["assignments"][number];

/** Writes variables one after the other, each seeing those before it. */
export const setVariable: Behaviour<"setVariable"> = {
  enter: (visit) => {
    const set: Record<string, JsonValue> = {};
    for (const assignment of visit.data.assignments) {
      const { variable } = assignment;
      const before = Object.hasOwn(set, variable) ? set[variable] : visit.lookUp(variable);
      const value = compute(visit, assignment, before ?? null);
      if (value === undefined)
        return {
          then: {
            do: "fail",
            code: "variable.type",
            message: `The value for "${variable}" is no ${assignment.as}`,
          },
        };
      set[variable] = value;
    }
    return { set, then: { do: "leave", port: "next" } };
  },
};

function compute(
  visit: Visit<"setVariable">,
  { operation, value: template, as }: Assignment,
  before: JsonValue,
): JsonValue | undefined {
  if (operation === "clear") return null;
  const { settings, context } = visit;
  const locale = {
    timeZone: settings.timeZone,
    language: context.contact.language || settings.language,
  };
  const given = visit.evaluate(template ?? "");
  if (operation === "set") return given === null ? null : convertValue(given, as, locale);
  if (operation === "append") {
    if (Array.isArray(before) || as === "list") {
      const list = before === null ? [] : Array.isArray(before) ? before : [before];
      return [...list, ...(Array.isArray(given) ? given : [given])].slice(-1_000);
    }
    return `${toText(before)}${toText(given)}`.slice(0, 10_000);
  }
  const [a, b] = [before ?? 0, given].map((it) => convertValue(it, "number", locale));
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  const result = operation === "add" ? a + b : a - b;
  return Number.isFinite(result) ? result : undefined;
}
