import type { Behaviour } from "../behaviour.ts";

/** Where a run begins that a menu item has started. */
export const triggerPostback: Behaviour<"trigger.postback"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
  payload: ({ payload }) => payload,
};
