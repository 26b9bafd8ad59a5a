import type { Context } from "@chatloom/runtime";

/** Whom the simulated conversation is with, and where. */
export interface SimulatedWorld extends Pick<Context, "contact" | "channel" | "workspace"> {}
