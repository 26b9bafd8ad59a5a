/** The filter for conversations that wait to be assigned to a member automatically. An index has its fields. */
export const queuedForMembers = {
  "handoff.distribution": { $in: ["leastBusy", "roundRobin"] },
  queuedAt: { $exists: true },
  assigneeId: { $exists: false },
} as const;
