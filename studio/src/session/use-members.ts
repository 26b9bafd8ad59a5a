import { type Member, routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";

/** The members of the workspace; a new one is fetched when they come online for the first time. */
export function useMembers(): readonly Member[] {
  const { data, refetch } = useQuery({
    queryKey: ["members"],
    queryFn: () => call(routes.accounts.listMembers),
  });
  useLive("member.presence", ({ memberId }) => {
    if (data && !data.items.some((it) => it.id === memberId)) {
      void refetch();
    }
  });
  return data?.items ?? none;
}

const none: readonly Member[] = [];
