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

/** Lists about a contact whose values are compared exactly: what the contact did, and `consents`. */
export const contactLists = ["consents", ...contactActivities] as const;
export type ContactList = (typeof contactLists)[number];

const operand = /^\s*(?:\{\{\s*)?contact\.(\w+)(?:\s*\}\})?\s*$/;

/** Returns the list that an operand names, such as `contact.reachedGoals`, also in braces; undefined for every other operand. */
export function contactListNamed(text: string): ContactList | undefined {
  const name = operand.exec(text)?.[1];
  return contactLists.find((it) => it === name);
}
