import { type FlowSummary, routes } from "@chatloom/api-schema";
import {
  type QueryClient,
  replaceEqualDeep,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { call } from "./call.ts";
import { useLive, useLiveReturn } from "./live.ts";
import { dropFlow, type FlowList, putFlow } from "./merge-flows.ts";
import { RecentItems } from "./recent-items.ts";

const queryKey = ["flows"];
/** Recent changes, by their number. */
const recent = new RecentItems<{
  readonly id: string;
  readonly version: number;
  readonly flow: FlowSummary;
}>();
/** Ids are never used again, so that an answer in flight cannot bring a deleted flow back. */
const deleted = new Set<string>();

/** All flows of the workspace, kept up to date while the component is shown. Copies are merged by version, in any order. */
export function useFlowList(): UseQueryResult<FlowList> {
  const client = useQueryClient();
  useLive("flow.updated", (flow) => showFlow(client, flow));
  useLive("flow.deleted", ({ flowId }) => forgetFlow(client, flowId));
  useLiveReturn(() => void client.invalidateQueries({ queryKey, exact: true }));
  return useQuery({
    queryKey,
    queryFn: () => call(routes.flows.listFlows),
    structuralSharing: (old, fetched) => replaceEqualDeep(old, withRecent(fetched as FlowList)),
  });
}

/** Shows a copy of a flow that arrived, unless a newer one is known. */
function showFlow(client: QueryClient, flow: FlowSummary): void {
  const newest = recent.add({ id: flow.id, version: flow.changes, flow });
  client.setQueryData<FlowList>(queryKey, (list) => list && putFlow(list, newest.flow));
}

/** Removes a deleted flow. */
export function forgetFlow(client: QueryClient, flowId: string): void {
  deleted.add(flowId);
  client.setQueryData<FlowList>(queryKey, (list) => list && dropFlow(list, flowId));
}

function withRecent(fetched: FlowList): FlowList {
  const merged = recent.list().reduce((list, { flow }) => putFlow(list, flow), fetched);
  return { items: merged.items.filter((it) => !deleted.has(it.id)) };
}
