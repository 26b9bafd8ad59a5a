import { type FlowSummary, type ReplyOf, routes } from "@chatloom/api-schema";
import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "./call.ts";
import { useLive, useLiveReturn } from "./live.ts";

const queryKey = ["flows"];
type FlowList = ReplyOf<typeof routes.flows.listFlows>;

/** All flows of the workspace, kept up to date while the component is shown. */
export function useFlowList(): UseQueryResult<FlowList> {
  const client = useQueryClient();
  useLive("flow.updated", (summary) =>
    client.setQueryData<FlowList>(queryKey, (before) => before && withFlow(before, summary)),
  );
  useLiveReturn(() => void client.invalidateQueries({ queryKey, exact: true }));
  return useQuery({ queryKey, queryFn: () => call(routes.flows.listFlows) });
}

function withFlow({ items }: FlowList, summary: FlowSummary): FlowList {
  return {
    items: items.some((it) => it.id === summary.id)
      ? items.map((it) => (it.id === summary.id ? summary : it))
      : [summary, ...items],
  };
}
