import type { CheckContext, Flow } from "@chatloom/flows-schema";

/** What is checked: a flow, and what must be known around it. */
export interface CheckTask {
  readonly flow: Flow;
  readonly context: CheckContext;
}
