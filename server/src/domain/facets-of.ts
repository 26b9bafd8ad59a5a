import type { ConversationDoc } from "./conversation-doc.ts";

/** The values by which one index filters lists of conversations. */
export const facet = {
  label: (labelId: string) => `label:${labelId}`,
  team: (teamId: string) => `team:${teamId}`,
  priority: (priority: string) => `priority:${priority}`,
  /** A note mentions this member. */
  mention: (memberId: string) => `mention:${memberId}`,
  /** A note mentions this member, who has not read it. */
  unseen: (memberId: string) => `unseen:${memberId}`,
  snoozed: "snoozed",
  /** People have the conversation, and nobody read its newest messages. */
  unread: "unread",
  /** It waits for a person, and a time limit of the handoff step is over. */
  late: "late",
};

/**
 * Returns what lists filter a conversation by; undefined for most, so that the index holds only those that people worked on. Gives
 * the same list back while nothing changed.
 */
export function facetsOf(conversation: ConversationDoc): ConversationDoc["facets"] {
  const { labelIds = [], teamId, priority, snoozedUntil, mentions = [] } = conversation;
  const { unread, handler } = conversation;
  const open = mentions.filter((it) => !it.seen);
  const found = [
    ...mentions.map((it) => facet.mention(it.memberId)),
    ...open.map((it) => facet.unseen(it.memberId)),
    ...labelIds.map(facet.label),
    ...(teamId ? [facet.team(teamId)] : []),
    ...(priority ? [facet.priority(priority)] : []),
    ...(snoozedUntil === undefined ? [] : [facet.snoozed]),
    ...(unread > 0 && handler !== "bot" ? [facet.unread] : []),
    ...(isLate(conversation) ? [facet.late] : []),
  ];
  const { facets } = conversation;
  const same = facets?.length === found.length && found.every((it, at) => facets[at] === it);
  return same && found.length > 0 ? facets : found.length > 0 ? found : undefined;
}

/** Says whether a time limit of the handoff step is over that left the conversation with the queue. */
function isLate({ handler, run }: ConversationDoc): boolean {
  const frame = run?.frames.at(-1);
  const memory = frame?.memory[frame.nodeId];
  const passed = typeof memory === "object" && memory !== null && "next" in memory && memory.next;
  return handler === "waiting" && run?.waiting.for === "people" && Number(passed) > 0;
}
