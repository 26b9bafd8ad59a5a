import { type Message, routes } from "@chatloom/api-schema";
import { type QueryClient, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";

interface Pages {
  readonly pages: readonly { readonly items: readonly Message[] }[];
  readonly pageParams: readonly unknown[];
}
const pageSize = 50;

/** A conversation's messages, oldest first, kept up to date; after a lost connection what was missed is fetched. */
export function useThread(conversationId: string) {
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: ["messages", conversationId],
    staleTime: Number.POSITIVE_INFINITY,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      call(routes.conversations.listMessages, {
        params: { conversationId },
        query: { limit: pageSize, ...(pageParam && { before: pageParam }) },
      }),
    getNextPageParam: (page) =>
      page.items.length < pageSize ? undefined : Math.min(...page.items.map((it) => it.sequence)),
  });
  const pages = query.data?.pages.map((page) => page.items) ?? [];
  const messages = pages.flat().sort((a, b) => a.sequence - b.sequence);
  const latest = messages.at(-1)?.sequence ?? 0;

  const hear = (message: Message) => {
    if (message.conversationId === conversationId) addMessages(client, conversationId, [message]);
  };
  useLive("message.created", hear);
  useLive("message.updated", hear);
  useLiveReturn(() => {
    if (query.data)
      void call(routes.conversations.listMessages, {
        params: { conversationId },
        query: { after: latest, limit: 100 },
      }).then(({ items }) => addMessages(client, conversationId, items));
  });
  // What happened while another conversation was open was not heard here.
  useEffect(
    () => () =>
      void client.invalidateQueries({
        queryKey: ["messages", conversationId],
        refetchType: "none",
      }),
    [client, conversationId],
  );
  return { ...query, messages, latest };
}

/** Puts new or changed messages into the thread. */
export function addMessages(
  client: QueryClient,
  conversationId: string,
  fresh: readonly Message[],
): void {
  client.setQueryData<Pages>(["messages", conversationId], (data) => {
    if (!data) return data;
    const byId = new Map(fresh.map((message) => [message.id, message]));
    const pages = data.pages.map((page) => ({
      ...page,
      items: page.items.map((it) => {
        const newer = byId.get(it.id);
        byId.delete(it.id);
        return newer ?? it;
      }),
    }));
    const [first = { items: [] }, ...rest] = pages;
    return { ...data, pages: [{ ...first, items: [...byId.values(), ...first.items] }, ...rest] };
  });
}
