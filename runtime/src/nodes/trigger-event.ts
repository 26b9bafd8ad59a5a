import type { Behaviour } from "../behaviour.ts";

/** Where a run begins that another system's event has started; `event` holds its properties. */
export const triggerEvent: Behaviour<"trigger.event"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
  starts: ({ event }, input) =>
    input.type === "event" && event !== "" && event === input.name
      ? { stage: "named", within: 0 }
      : undefined,
};
