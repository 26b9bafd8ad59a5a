import { routes } from "@chatloom/api-schema";
import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { nodeName } from "../editor/state/node-words.ts";

interface Step {
  readonly flowId: string;
  readonly nodeId: string;
  readonly flowName: string;
}

const mostFlows = 20;

/** Returns a function that names a step with its flow: by the draft of the flow, else by its id. */
export function useStepNames(steps: readonly Step[]): (step: Step) => string {
  const { t } = useTranslation();
  const flowIds = [...new Set(steps.flatMap((it) => (it.flowName ? [it.flowId] : [])))];
  const flows = useQueries({
    queries: flowIds.slice(0, mostFlows).map((flowId) => ({
      queryKey: ["flows", flowId, "draft-of-report"],
      queryFn: () => call(routes.flows.readFlow, { params: { flowId } }),
    })),
  });
  return ({ flowId, nodeId, flowName }) => {
    const flow = flows[flowIds.indexOf(flowId)]?.data;
    const node = flow?.draft.nodes.find((it) => it.id === nodeId);
    const name = node ? nodeName(t, node) : `${t("reports.flows.formerStep")} ${nodeId}`;
    return flowName === "" ? t("reports.ai.onItsOwn") : `${flowName}: ${name}`;
  };
}
