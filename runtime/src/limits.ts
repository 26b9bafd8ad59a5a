/** The bounds that keep a flow from spinning or flooding a contact; hitting one takes the error path and raises an alert. */
export interface Limits {
  readonly stepsPerTurn: number;
  readonly subflowDepth: number;
  /** Bot messages to one contact within one clock hour. */
  readonly messagesPerHour: number;
}

export const defaultLimits: Limits = { stepsPerTurn: 200, subflowDepth: 10, messagesPerHour: 60 };
