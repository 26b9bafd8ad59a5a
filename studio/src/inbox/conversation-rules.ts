import type { Conversation, QueryOf, routes } from "@chatloom/api-schema";
import type { ListRules } from "../api/versioned-pages.ts";

/** The filter of the list. */
export type ConversationFilter = Pick<
  QueryOf<typeof routes.conversations.listConversations>,
  | "view"
  | "resolved"
  | "channelId"
  | "search"
  | "contactId"
  | "labelId"
  | "priority"
  | "assigneeId"
  | "snoozed"
  | "mentioned"
  | "unread"
  | "waitingMinutes"
  | "sla"
>;

/** Which conversations a filter lists, as the server decides it; what a search finds only the server knows. */
export function conversationRules(
  filter: ConversationFilter,
  memberId: string,
): ListRules<Conversation> {
  const { view = "all", resolved = false, channelId, contactId, search } = filter;
  return {
    belongs: (it, listed) =>
      it.last !== undefined &&
      it.resolved === resolved &&
      (channelId === undefined || it.channel.id === channelId) &&
      (contactId === undefined || it.contact.id === contactId) &&
      (!search || listed) &&
      isInView(it, view, memberId) &&
      isSorted(it, filter) &&
      isFor(it, filter, memberId) &&
      isDue(it, filter.sla),
    compare: (a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt),
  };
}

/** Compares what members sort conversations by. */
function isSorted(
  { labelIds = [], priority = "normal", snoozedUntil }: Conversation,
  filter: ConversationFilter,
): boolean {
  return (
    (filter.labelId === undefined || labelIds.includes(filter.labelId)) &&
    (filter.priority === undefined || priority === filter.priority) &&
    (filter.snoozed === undefined || filter.snoozed === (snoozedUntil !== undefined))
  );
}

function isFor(
  { assignee, mentions = [], unread, handler, waitingSince }: Conversation,
  filter: ConversationFilter,
  memberId: string,
): boolean {
  const { waitingMinutes } = filter;
  const waits =
    waitingMinutes === undefined ||
    (handler === "waiting" &&
      waitingSince !== undefined &&
      Date.parse(waitingSince) <= Date.now() - waitingMinutes * 60_000);
  return (
    waits &&
    (filter.assigneeId === undefined || assignee?.id === filter.assigneeId) &&
    (!filter.mentioned || mentions.some((it) => it.memberId === memberId)) &&
    (!filter.unread || (unread > 0 && handler !== "bot"))
  );
}

/** Milliseconds before a time limit of the handoff step at which it counts as due soon. */
const soonMs = 5 * 60_000;

function isDue({ handler, late, dueAt }: Conversation, sla: ConversationFilter["sla"]): boolean {
  switch (sla) {
    case undefined:
      return true;
    case "late":
      return late === true;
    case "soon":
      return (
        handler === "waiting" && dueAt !== undefined && Date.parse(dueAt) <= Date.now() + soonMs
      );
  }
}

function isInView(
  { handler, assignee }: Conversation,
  view: NonNullable<ConversationFilter["view"]>,
  memberId: string,
): boolean {
  switch (view) {
    case "mine":
      return assignee?.id === memberId;
    case "unassigned":
      return !assignee && handler !== "bot";
    case "waiting":
      return handler === "waiting";
    case "all":
      return true;
  }
}

/** Gives the fields that the counts of views depend on; other changes leave the counts as they are. */
export function countedAs(conversation: Conversation): string {
  const { handler, assignee, resolved, unread, snoozedUntil, mentions = [] } = conversation;
  const unseen = mentions.filter((it) => !it.seen).map((it) => it.memberId);
  return [
    ...[handler, assignee?.id ?? "", resolved, handler === "human" && unread > 0],
    ...[snoozedUntil !== undefined, ...unseen],
  ].join();
}
