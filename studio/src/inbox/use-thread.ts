import { type Message, routes } from "@chatloom/api-schema";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";
import { RecentItems } from "../api/recent-items.ts";
import { useLiveList } from "../api/use-live-list.ts";
import { type ListRules, type Pages, putItem } from "../api/versioned-pages.ts";

const pageSize = 50;
const recent = new RecentItems<Message>();

/** A conversation's messages, oldest first, kept up to date. */
export function useThread(conversationId: string) {
  const client = useQueryClient();
  const list = useLiveList<Message, Pages<Message>["pages"][number]>({
    queryKey: ["messages", conversationId],
    recent,
    rules: rulesOf(conversationId),
    fetchPage: (before) =>
      call(routes.conversations.listMessages, {
        params: { conversationId },
        query: { limit: pageSize, before: before === undefined ? undefined : Number(before) },
      }),
  });
  const hear = (message: Message) => addMessages(client, message.conversationId, [message]);
  useLive("message.created", hear);
  useLive("message.updated", hear);
  const messages = [...list.items].sort((a, b) => a.sequence - b.sequence);
  return { ...list, messages, latest: messages.at(-1)?.sequence ?? 0 };
}

/** Puts new or changed messages into the thread; an older copy than the one shown changes nothing. */
export function addMessages(
  client: QueryClient,
  conversationId: string,
  arrived: readonly Message[],
): void {
  const items = arrived.map((it) => recent.add(it));
  client.setQueryData<Pages<Message>>(
    ["messages", conversationId],
    (data) =>
      data && items.reduce((pages, it) => putItem(pages, it, rulesOf(conversationId)), data),
  );
}

function rulesOf(conversationId: string): ListRules<Message> {
  return {
    belongs: (it) => it.conversationId === conversationId,
    compare: (a, b) => b.sequence - a.sequence,
  };
}
