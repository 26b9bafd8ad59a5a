import { routes } from "@chatloom/api-schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";
import { useMay } from "./use-me.ts";

/** The key of the query, for those who change what it answers. */
export const mentionsKey = ["flow-mentions"];

/** The comments on steps that mention the member, who has not read them, newest first. */
export function useFlowMentions() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: mentionsKey });
  const { data } = useQuery({
    queryKey: mentionsKey,
    enabled: useMay("flows.read"),
    queryFn: () => call(routes.flowComments.listFlowMentions),
  });
  useLive("flow.commentsChanged", refresh);
  useLive("flow.deleted", refresh);
  useLiveReturn(refresh);
  return data?.items ?? [];
}
