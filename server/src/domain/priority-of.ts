import { type HandoffPriority, handoffPriorities } from "@chatloom/flows-schema";
import type { ConversationDoc } from "./conversation-doc.ts";

type Stored = ConversationDoc["priority"];

/** The priority as conversations keep it: none for a normal one. */
export function storedPriority(priority: HandoffPriority = "normal"): Stored {
  return priority === "normal" ? undefined : priority;
}

/** Orders stored priorities: the more urgent, the higher. */
export function urgencyOf(priority: Stored): number {
  return handoffPriorities.indexOf(priority ?? "normal");
}

/** The stored priorities that are more urgent; undefined stands for the normal one. */
export function moreUrgent(than: Stored): readonly Stored[] {
  return handoffPriorities.slice(urgencyOf(than) + 1).map(storedPriority);
}
