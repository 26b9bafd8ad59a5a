import type { CheckContext, Flow } from "@chatloom/flows-schema";

/** The input of a check: a flow and its context. */
export interface CheckTask {
  readonly flow: Flow;
  readonly context: CheckContext;
}
