import type { Behaviour } from "../behaviour.ts";
import { parseNumber } from "../parse-number.ts";

/** Counts a conversion. A value that is not a number is left out. */
export const goal: Behaviour<"goal"> = {
  enter: (visit) => {
    const template = visit.data.value ?? "";
    const worth = visit.evaluate(template);
    const value =
      typeof worth === "number"
        ? worth
        : parseNumber(String(worth ?? ""), visit.notation(template).typedIn);
    return {
      effects: [
        {
          type: "track",
          event: "goal",
          name: visit.render(visit.data.name).trim(),
          value,
        },
      ],
      then: { do: "leave", port: "next" },
    };
  },
};
