import type { Behaviour } from "../behaviour.ts";

/** Starts a run after an event of another system; `event` has its properties. */
export const triggerEvent: Behaviour<"trigger.event"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
  starts: ({ event }, input) =>
    input.type === "event" && event !== "" && event === input.name
      ? { stage: "named", within: 0 }
      : undefined,
};
