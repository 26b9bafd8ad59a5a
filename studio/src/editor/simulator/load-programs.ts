import { routes } from "@chatloom/api-schema";
import { type Flow, nodeTypeOf, walkFields } from "@chatloom/flows-schema";
import { compile, type Program } from "@chatloom/runtime";
import { call } from "../../api/call.ts";

/** Compiles the flow on the canvas, and the drafts of all flows that it continues in, from the server. */
export async function loadPrograms(flowId: string, flow: Flow): Promise<Program[]> {
  const programs = [compile(flow, { flowId, version: 0 })];
  const known = new Set([flowId]);
  const wanted = mentionedFlows(flow);
  for (const id of wanted) {
    if (known.has(id)) {
      continue;
    }
    known.add(id);
    try {
      const { draft } = await call(routes.flows.readFlow, { params: { flowId: id } });
      programs.push(compile(draft, { flowId: id, version: 0 }));
      wanted.push(...mentionedFlows(draft));
    } catch {
      // A flow that is not there fails the step that wants it, as it would in production.
    }
  }
  return programs;
}

function mentionedFlows(flow: Flow): string[] {
  return flow.nodes.flatMap((node) =>
    walkFields(nodeTypeOf(node).data, node.data).flatMap((field) =>
      field.schema.widget === "flow" && typeof field.value === "string" && field.value !== ""
        ? [field.value]
        : [],
    ),
  );
}
