import type { Context } from "@chatloom/runtime";

/** The contact and the channel of the simulated conversation. */
export interface SimulatedWorld extends Pick<Context, "contact" | "channel" | "workspace"> {}
