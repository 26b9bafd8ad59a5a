import type { Behaviour } from "../behaviour.ts";

/** Starts a run at a set time. */
export const triggerSchedule: Behaviour<"trigger.schedule"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
};
