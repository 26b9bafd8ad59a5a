import type { Behaviour } from "../behaviour.ts";

/** Where a run begins that a change of the contact has started; `change` tells which. */
export const triggerContact: Behaviour<"trigger.contact"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
  starts: ({ change, name }, input) =>
    input.type === "contactChanged" && change === input.change && name === input.name
      ? { stage: "named", within: 0 }
      : undefined,
};
