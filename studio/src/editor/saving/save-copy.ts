import { type FlowSummary, routes } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import i18n from "i18next";
import { call } from "../../api/call.ts";
import { queryClient } from "../../api/query-client.ts";

const longestName = 120;

/** Saves a draft as a flow of its own. Throws `ApiProblem` when the server refuses it. */
export async function saveCopy(flow: Flow): Promise<FlowSummary> {
  const name = i18n.t("editor.conflict.copyName", { name: flow.name }).slice(0, longestName);
  const copy = await call(routes.flows.importFlow, { body: { flow: { ...flow, name } } });
  await queryClient.invalidateQueries({ queryKey: ["flows"], exact: true });
  return copy;
}
