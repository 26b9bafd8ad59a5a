import { routes } from "@chatloom/api-schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";

const key = ["conversations", "waiting-count"];
const pauseMs = 500;

/** How many conversations wait for a person, for the navigation. */
export function useWaitingCount(): number {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: key,
    queryFn: async () =>
      (await call(routes.conversations.listConversations, { query: { view: "waiting", limit: 1 } }))
        .counts.waiting,
  });
  // However much goes on, the number is asked for no more than now and then.
  const [refresh] = useState(() => {
    let planned = false;
    return () => {
      if (planned) return;
      planned = true;
      setTimeout(() => {
        planned = false;
        void client.invalidateQueries({ queryKey: key });
      }, pauseMs);
    };
  });
  useLive("conversation.updated", refresh);
  useLiveReturn(refresh);
  return data ?? 0;
}
