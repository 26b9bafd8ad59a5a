/** The fields of a conversation in which no flow runs. */
export const noRun = {
  run: undefined,
  position: undefined,
  timers: [],
  calls: [],
} as const;
