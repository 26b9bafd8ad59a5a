import { type FlowSummary, routes } from "@chatloom/api-schema";
import { call } from "../api/call.ts";
import { saveFile } from "../ui/save-file.ts";

/** Gives the member a flow as a file. */
export async function downloadFlow(summary: FlowSummary): Promise<void> {
  const flow = await call(routes.flows.exportFlow, { params: { flowId: summary.id } });
  const file = new Blob([JSON.stringify(flow, null, 2)], { type: "application/json" });
  saveFile(`${summary.name.replaceAll(".", "-")}.json`, file);
}
