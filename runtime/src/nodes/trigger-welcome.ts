import type { Behaviour } from "../behaviour.ts";

/** Where a run begins at the first contact. */
export const triggerWelcome: Behaviour<"trigger.welcome"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
};
