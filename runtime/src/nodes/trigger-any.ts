import type { Behaviour } from "../behaviour.ts";

/** Where a run begins when no other trigger answers. */
export const triggerAny: Behaviour<"trigger.any"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
};
