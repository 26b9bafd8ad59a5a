import type { Conversation, QueryOf, routes } from "@chatloom/api-schema";
import type { ListRules } from "../api/versioned-pages.ts";

/** What the list shows. */
export type ConversationFilter = Pick<
  QueryOf<typeof routes.conversations.listConversations>,
  "view" | "resolved" | "channelId" | "search" | "contactId"
>;

/** Which conversations a filter lists, as the server decides it; what a search finds only the server knows. */
export function conversationRules(
  { view = "all", resolved = false, channelId, contactId, search }: ConversationFilter,
  memberId: string,
): ListRules<Conversation> {
  return {
    belongs: (it, listed) =>
      it.last !== undefined &&
      it.resolved === resolved &&
      (channelId === undefined || it.channel.id === channelId) &&
      (contactId === undefined || it.contact.id === contactId) &&
      (!search || listed) &&
      isInView(it, view, memberId),
    compare: (a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt),
  };
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

/** What the counts beside the views depend on; a change of anything else leaves them as they are. */
export function countedAs({ handler, assignee, resolved, unread }: Conversation): string {
  return [handler, assignee?.id ?? "", resolved, handler === "human" && unread > 0].join();
}
