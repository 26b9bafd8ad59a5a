import type { Behaviour } from "../behaviour.ts";

/** Starts a run after a change of the contact; `change` tells which. */
export const triggerContact: Behaviour<"trigger.contact"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
  starts: ({ change, name }, input) =>
    input.type === "contactChanged" && change === input.change && name === input.name
      ? { stage: "named", within: 0 }
      : undefined,
};
