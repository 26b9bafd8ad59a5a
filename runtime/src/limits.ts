/** The bounds that keep a flow from spinning or flooding a contact; hitting one takes the error path and raises an alert. */
export interface Limits {
  readonly stepsPerTurn: number;
  readonly subflowDepth: number;
  /** Bot messages to one contact within one clock hour. The last of them is kept for saying that no more come. */
  readonly messagesPerHour: number;
  /** What the variables of a run may hold together, in characters of JSON. */
  readonly variableCharacters: number;
}

/** Each round of a loop allows so many steps more, up to the most that a turn may take with all its loops. */
export const stepsPerRound = 10;
export const mostSteps = 1_200;

export const defaultLimits: Limits = {
  stepsPerTurn: 200,
  subflowDepth: 10,
  messagesPerHour: 60,
  variableCharacters: 1_000_000,
};
