import { routes } from "@chatloom/api-schema";
import { nodeTypeOf } from "@chatloom/flows-schema";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { nodeTypeWords } from "../ui/declared-words.ts";
import { call } from "./call.ts";

const longestSummary = 60;

/** Lists the steps of a flow's draft to choose from; none without a flow. */
export function useFlowSteps(
  flowId: string,
): readonly { readonly value: string; readonly label: string }[] {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["flow-steps", flowId],
    enabled: flowId !== "",
    queryFn: () => call(routes.flows.readFlow, { params: { flowId } }),
  });
  return (data?.draft.nodes ?? []).map((node) => {
    const type = nodeTypeOf(node);
    const summary = type.summary(node.data).trim().slice(0, longestSummary);
    const title = nodeTypeWords(t, "title", type);
    return { value: node.id, label: summary === "" ? title : `${title} “${summary}”` };
  });
}
