import { type Conversation, type QueryOf, routes } from "@chatloom/api-schema";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";

/** What the list shows. */
export type ConversationFilter = Pick<
  QueryOf<typeof routes.conversations.listConversations>,
  "view" | "resolved" | "channelId" | "search"
>;

/** How long changes are collected before the list is fetched again. */
const settleMs = 400;

/** The conversations that fit the filter, newest first, kept up to date. */
export function useConversations(filter: ConversationFilter) {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const query = useInfiniteQuery({
    queryKey: ["conversations", "list", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.conversations.listConversations, {
        query: { ...filter, limit: 40, ...(pageParam && { cursor: pageParam }) },
      }),
    getNextPageParam: (page) => page.next,
  });

  const refresh = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => void client.invalidateQueries({ queryKey: ["conversations", "list"] }),
      settleMs,
    );
  };
  useLive("conversation.updated", (changed) => {
    client.setQueriesData<typeof query.data>(
      { queryKey: ["conversations", "list"] },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((it) => (it.id === changed.id ? changed : it)),
          })),
        },
    );
    // Counts, order and who belongs into which view are the server's to say.
    refresh();
  });
  useLiveReturn(refresh);

  const items: readonly Conversation[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...query, items, counts: query.data?.pages[0]?.counts };
}
