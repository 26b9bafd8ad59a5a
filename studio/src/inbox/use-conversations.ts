import { type Conversation, type ReplyOf, routes } from "@chatloom/api-schema";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";
import { RecentItems } from "../api/recent-items.ts";
import { useLiveList } from "../api/use-live-list.ts";
import { useMe } from "../session/use-me.ts";
import { type ConversationFilter, conversationRules } from "./conversation-rules.ts";

/** Recent changes, from live events and answers. */
export const recentConversations = new RecentItems<Conversation>();

type Listed = ReplyOf<typeof routes.conversations.listConversations>;

/** The conversations that fit the filter, newest first, kept up to date. */
export function useConversations(filter: ConversationFilter) {
  const me = useMe();
  const list = useLiveList<Conversation, Listed>({
    queryKey: ["conversations", "list", filter],
    recent: recentConversations,
    rules: conversationRules(filter, me.member.id),
    fetchPage: (cursor) =>
      call(routes.conversations.listConversations, {
        query: { ...filter, limit: 40, cursor: cursor || undefined },
      }),
  });
  useLive("conversation.updated", list.put);
  return list;
}
