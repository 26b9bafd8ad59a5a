import type { Behaviour } from "../behaviour.ts";
import { convertValue } from "../convert-value.ts";

/** Enters its body with one item a round, and remembers the position until the list ends. */
export const loop: Behaviour<"loop"> = {
  countsRounds: true,
  enter: (visit) => {
    const { data, memory, settings } = visit;
    const value = data.list.includes("{{") ? visit.evaluate(data.list) : visit.lookUp(data.list);
    const list = convertValue(value ?? [], "list", settings);
    const round = typeof memory === "number" ? memory : 0;
    if (!Array.isArray(list) || round >= Math.min(list.length, data.limit)) {
      return { then: { do: "leave", port: "done" } };
    }
    return {
      set: { [data.item]: list[round] ?? null },
      remember: round + 1,
      then: { do: "leave", port: "item" },
    };
  },
};
