/** The limits that stop endless flows and floods of messages. A reached limit leads to the error path and raises an alert. */
export interface Limits {
  readonly stepsPerTurn: number;
  readonly subflowDepth: number;
  /** Bot messages to one contact within one clock hour. The last one is reserved for telling that no more come. */
  readonly messagesPerHour: number;
  /** The size of all variables of a run together, in characters of JSON. */
  readonly variableCharacters: number;
}

/** How many more steps each round of a loop allows, up to the limit of a turn with loops. */
export const stepsPerRound = 10;
export const mostSteps = 1_200;

export const defaultLimits: Limits = {
  stepsPerTurn: 200,
  subflowDepth: 10,
  messagesPerHour: 60,
  variableCharacters: 1_000_000,
};
