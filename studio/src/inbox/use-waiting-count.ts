import { routes } from "@chatloom/api-schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";

const key = ["conversations", "waiting-count"];

/** How many conversations wait for a person, for the navigation. */
export function useWaitingCount(): number {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: key,
    queryFn: async () =>
      (await call(routes.conversations.listConversations, { query: { view: "waiting", limit: 1 } }))
        .counts.waiting,
  });
  const refresh = () => void client.invalidateQueries({ queryKey: key });
  useLive("conversation.updated", refresh);
  useLiveReturn(refresh);
  return data ?? 0;
}
