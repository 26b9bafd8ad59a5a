import { type FlowSummary, routes } from "@chatloom/api-schema";
import { call } from "../api/call.ts";

/** Gives the member a flow as a file. */
export async function downloadFlow(summary: FlowSummary): Promise<void> {
  const flow = await call(routes.flows.exportFlow, { params: { flowId: summary.id } });
  const file = new Blob([JSON.stringify(flow, null, 2)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${summary.name.replace(/[^\p{L}\p{N}]+/gu, "-")}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
