import { type FlowApproval, routes } from "@chatloom/api-schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";
import { useMay } from "./use-me.ts";

const key = ["flow-approvals"];

/** The requests for approval that the member may decide, newest first. */
export function useApprovals(): readonly FlowApproval[] {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: key });
  const { data } = useQuery({
    queryKey: key,
    enabled: useMay("flows.edit"),
    queryFn: () => call(routes.flowApprovals.listFlowApprovals),
  });
  useLive("flow.approvalChanged", refresh);
  useLive("flow.draftSaved", refresh);
  useLiveReturn(refresh);
  return data?.items ?? [];
}

/** Whether publishing a flow needs approval, and its newest request; undefined while that is read. */
export function useFlowApproval(flowId: string) {
  const client = useQueryClient();
  const queryKey = [...key, flowId];
  const refresh = () => void client.invalidateQueries({ queryKey });
  useLive("flow.approvalChanged", (changed) => changed.flowId === flowId && refresh());
  useLive("flow.draftSaved", (saved) => saved.flowId === flowId && refresh());
  useLiveReturn(refresh);
  return useQuery({
    queryKey,
    queryFn: () => call(routes.flowApprovals.readFlowApproval, { params: { flowId } }),
  }).data;
}
