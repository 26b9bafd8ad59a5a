import type { Behaviour } from "../behaviour.ts";

/** Where a run begins; which words start it is decided by `matchTrigger`. */
export const triggerKeyword: Behaviour<"trigger.keyword"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
};
