import type { Behaviour } from "../behaviour.ts";
import type { JsonValue } from "../input.ts";

/** Runs another flow with the given inputs; the engine returns here when that flow ends. */
export const subflow: Behaviour<"subflow"> = {
  enter: (visit) => {
    const inputs: Record<string, JsonValue> = {};
    for (const { variable, value } of visit.data.inputs) {
      if (variable !== "") {
        inputs[variable] = visit.evaluate(value);
      }
    }
    return { then: { do: "call", flowId: visit.data.flowId, inputs } };
  },
  results: ({ outputs }, inner) => {
    const wanted = outputs.filter(({ saveTo }) => saveTo !== "");
    return Object.fromEntries(
      wanted.map(({ variable, saveTo }) => [
        saveTo,
        Object.hasOwn(inner, variable) ? (inner[variable] ?? null) : null,
      ]),
    );
  },
};
