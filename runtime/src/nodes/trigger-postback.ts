import type { Behaviour } from "../behaviour.ts";

/** Starts a run after a tap on a menu item. */
export const triggerPostback: Behaviour<"trigger.postback"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
  payload: ({ payload }) => payload,
};
