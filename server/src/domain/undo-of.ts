import type { ConversationChange } from "@chatloom/api-schema";
import type { ConversationDoc } from "./conversation-doc.ts";

/**
 * Returns the change that restores what a change of a conversation replaced. What cannot come back is left out: read marks, and the
 * run that resolving ended.
 */
export function undoOf(before: ConversationDoc, after: ConversationDoc): ConversationChange {
  const had = before.labelIds ?? [];
  const has = after.labelIds ?? [];
  const addLabelIds = had.filter((it) => !has.includes(it));
  const removeLabelIds = has.filter((it) => !had.includes(it));
  return {
    addLabelIds: addLabelIds.length > 0 ? addLabelIds : undefined,
    removeLabelIds: removeLabelIds.length > 0 ? removeLabelIds : undefined,
    priority: before.priority !== after.priority ? (before.priority ?? "normal") : undefined,
    ...(before.snoozedUntil !== after.snoozedUntil && {
      snoozedUntil:
        before.snoozedUntil === undefined ? null : new Date(before.snoozedUntil).toISOString(),
    }),
    assigneeId: before.assigneeId !== after.assigneeId ? (before.assigneeId ?? null) : undefined,
    resolved: before.resolved !== after.resolved ? before.resolved : undefined,
  };
}
