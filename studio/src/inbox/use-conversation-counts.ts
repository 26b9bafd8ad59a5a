import { type Conversation, routes } from "@chatloom/api-schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";
import { type ConversationFilter, countedAs } from "./conversation-rules.ts";

const key = ["conversations", "counts"];
/** The shortest time between two fetches of the counts. */
const pauseMs = 3_000;
/** How many conversations it remembers in which way they were counted. */
const mostKnown = 2_000;

/** How many conversations there are in each view. They are fetched again only when one may have moved from view to view. */
export function useConversationCounts(filter: Pick<ConversationFilter, "resolved" | "channelId">) {
  const client = useQueryClient();
  const known = useRef(new Map<string, string>());
  const { data } = useQuery({
    queryKey: [...key, filter],
    queryFn: async () =>
      (
        await call(routes.conversations.listConversations, {
          query: { ...filter, snoozed: false, view: "waiting", limit: 1 },
        })
      ).counts,
  });
  const [refresh] = useState(() => {
    let planned = false;
    let last = 0;
    return () => {
      if (planned) {
        return;
      }
      planned = true;
      const wait = Math.max(100, last + pauseMs - Date.now());
      setTimeout(() => {
        planned = false;
        last = Date.now();
        void client.invalidateQueries({ queryKey: key });
      }, wait);
    };
  });
  useLive("conversation.updated", (conversation: Conversation) => {
    const counted = countedAs(conversation);
    // A conversation nobody here has seen yet is most often one of the bot's, which is in no count that is shown.
    const before = known.current.get(conversation.id) ?? "bot,,false,false,false";
    if (known.current.size >= mostKnown) {
      known.current.clear();
    }
    known.current.set(conversation.id, counted);
    if (before !== counted) {
      refresh();
    }
  });
  useLiveReturn(refresh);
  return data;
}
