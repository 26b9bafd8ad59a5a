import type { Behaviour } from "../behaviour.ts";

/** Ends the flow, or returns from a subflow. */
export const end: Behaviour<"end"> = { enter: () => ({ then: { do: "end" } }) };
