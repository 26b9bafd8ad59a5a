/**
 * Lists of what a contact did, as conditions name them: `contact.reachedGoals`. They hold the ids of flows, steps (`flowId/nodeId`) and
 * broadcasts, and the names of goals.
 */
export const contactActivities = [
  "enteredFlows",
  "passedSteps",
  "reachedGoals",
  "receivedBroadcasts",
  "readBroadcasts",
  "clickedBroadcasts",
  "answeredBroadcasts",
] as const;
export type ContactActivity = (typeof contactActivities)[number];
