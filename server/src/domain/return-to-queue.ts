import { handToPeople } from "@chatloom/runtime";
import { addEvent } from "./add-event.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";

/** Whether the contact waits for an answer of the member who has the conversation, and since when, in epoch milliseconds. */
export function unansweredSince({
  handler,
  assigneeId,
  resolved,
  last,
  lastIncomingAt,
}: ConversationDoc): number | undefined {
  const owned = handler === "human" && assigneeId !== undefined && !resolved;
  return owned && last?.direction === "incoming" ? lastIncomingAt : undefined;
}

/** Puts a conversation back into the queue, because the agent who has it is away. It stands there where the contact's message puts it. */
export function returnToQueue(conversation: ConversationDoc, now: number): ConversationDoc {
  const { assigneeName = "", teamId, handoff, priority = "normal", position } = conversation;
  const told = addEvent(conversation, "returned", { type: "system" }, now, assigneeName);
  const terms = handoff ?? {
    distribution: "leastBusy",
    priority,
    flowId: position?.flowId ?? "",
    nodeId: position?.nodeId ?? "",
    assignTo: "anyone",
  };
  const nobody = terms.assignTo === "member" || terms.assignTo === "anyone";
  const handed = handToPeople(conversation, now, {
    ...terms,
    ...(nobody && (teamId ? { assignTo: "team", teamId } : { assignTo: "anyone" })),
  });
  return changed(told, {
    ...handed,
    assigneeId: undefined,
    assigneeName: undefined,
    queuedAt: conversation.lastIncomingAt ?? now,
  });
}
