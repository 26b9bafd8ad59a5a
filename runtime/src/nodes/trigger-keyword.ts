import type { Behaviour } from "../behaviour.ts";

/** Starts a run after a keyword; `matchTrigger` compares the keywords. */
export const triggerKeyword: Behaviour<"trigger.keyword"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
};
