import { type FlowSummary, type Label, routes } from "@chatloom/api-schema";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { type LabelSource, useLabelsOf } from "../ui/labels/label-source.ts";

const declared = routes.flowLabels;

/** The labels for flows. */
export const flowLabels: LabelSource = {
  queryKey: ["flow-labels"],
  list: () => call(declared.listFlowLabels),
  create: (body) => call(declared.createFlowLabel, { body }),
  update: (flowLabelId, body) => call(declared.updateFlowLabel, { params: { flowLabelId }, body }),
  remove: (flowLabelId) => call(declared.deleteFlowLabel, { params: { flowLabelId } }),
};

/** The labels of the workspace for flows, by name. */
export function useFlowLabels(): readonly Label[] {
  return useLabelsOf(flowLabels);
}

/** A change of the labels of flows, as the menu of labels gives it. */
export interface LabelChange {
  readonly addLabelIds?: readonly string[];
  readonly removeLabelIds?: readonly string[];
}

/** Puts labels on flows and takes others off. */
export function useLabelFlows() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      flows,
      change: { addLabelIds = [], removeLabelIds = [] },
    }: {
      readonly flows: readonly FlowSummary[];
      readonly change: LabelChange;
    }) =>
      call(declared.labelFlows, {
        body: {
          flowIds: flows.map((it) => it.id),
          add: [...addLabelIds],
          remove: [...removeLabelIds],
        },
      }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["flows"], exact: true }),
        client.invalidateQueries({ queryKey: flowLabels.queryKey }),
      ]),
  });
}
