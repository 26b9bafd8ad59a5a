import { routes } from "@chatloom/api-schema";
import { type Flow, withMentionedFlows } from "@chatloom/flows-schema";
import { call } from "../../api/call.ts";

/** Reads the drafts of all flows that a flow continues in, by id, beside the flow itself. */
export function loadFlows(flowId: string, flow: Flow): Promise<Record<string, Flow>> {
  return withMentionedFlows(flowId, flow, async (id) => {
    try {
      return (await call(routes.flows.readFlow, { params: { flowId: id } })).draft;
    } catch {
      // A flow that is not there fails the step that wants it, as it would in production.
      return undefined;
    }
  });
}
