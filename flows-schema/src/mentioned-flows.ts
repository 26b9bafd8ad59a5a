import { type Flow, nodeTypeOf } from "./flow.ts";
import { walkFields } from "./walk-fields.ts";

/** Lists the ids of the flows that a flow continues in. */
export function mentionedFlows(flow: Pick<Flow, "nodes">): string[] {
  return flow.nodes.flatMap((node) =>
    walkFields(nodeTypeOf(node).data, node.data).flatMap((field) =>
      field.schema.widget === "flow" && typeof field.value === "string" && field.value !== ""
        ? [field.value]
        : [],
    ),
  );
}

/** Collects a flow and all flows that it continues in, by id. `read` returns undefined for a flow that is not there. */
export async function withMentionedFlows(
  flowId: string,
  flow: Flow,
  read: (flowId: string) => Promise<Flow | undefined>,
): Promise<Record<string, Flow>> {
  const found: Record<string, Flow> = { [flowId]: flow };
  const wanted = mentionedFlows(flow);
  for (const id of wanted) {
    const next = Object.hasOwn(found, id) ? undefined : await read(id);
    if (next) {
      found[id] = next;
      wanted.push(...mentionedFlows(next));
    }
  }
  return found;
}
