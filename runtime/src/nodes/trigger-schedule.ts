import type { Behaviour } from "../behaviour.ts";

/** Where a run begins at a set time. */
export const triggerSchedule: Behaviour<"trigger.schedule"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
};
