import type { Flow } from "@chatloom/flows-schema";
import { compile, type Program } from "@chatloom/runtime";
import { loadFlows } from "../state/load-flows.ts";

/** Compiles the flow on the canvas, and the drafts of all flows that it continues in, from the server. */
export async function loadPrograms(flowId: string, flow: Flow): Promise<Program[]> {
  const flows = await loadFlows(flowId, flow);
  return Object.entries(flows).map(([id, it]) => compile(it, { flowId: id, version: 0 }));
}
