import type { Behaviour } from "../behaviour.ts";
import { endOf } from "../duration-ms.ts";

/** Hands the conversation to people and waits until they hand it back, or until nobody came in time. */
export const handoff: Behaviour<"handoff"> = {
  enter: (visit) => {
    const { data, context } = visit;
    const text = visit.render(data.text ?? "");
    const note = visit.render(data.note ?? "");
    const desk = visit.render(data.desk ?? "").trim();
    const timeoutAt = endOf(context.now, data.timeout);
    return {
      effects: [
        ...(text.trim() === "" ? [] : visit.say({ kind: "text", text })),
        {
          type: "handOff",
          assignTo: data.assignTo,
          note: note || undefined,
          memberId: data.memberId || undefined,
          desk: desk || undefined,
        },
      ],
      then: {
        do: "wait",
        for: "people",
        memory: null,
        timeoutAt,
      },
    };
  },
  resume: (_, input) => {
    switch (input.type) {
      case "handedBack":
        return { then: { do: "leave", port: "next" } };
      case "timerFired":
        return { effects: [{ type: "takeBack" }], then: { do: "leave", port: "timeout" } };
      case "effectFailed":
        return { effects: [{ type: "takeBack" }], then: { do: "fail", ...input.error } };
      default:
        return { then: { do: "decline" } };
    }
  },
};
