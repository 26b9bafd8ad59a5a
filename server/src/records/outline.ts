import { describeFlow, type Flow, isTrigger, nodeTypeOf } from "@chatloom/flows-schema";
import type { FlowFields, Outline } from "./flow-model.ts";

/** Returns the facts about a draft that lists and other flows need. They are stored beside it, so that the draft itself need not be loaded. */
export function outlineOf(
  draft: Flow,
): Pick<FlowFields, "nodeCount" | "triggers" | "draftOutline"> {
  return {
    nodeCount: draft.nodes.length,
    triggers: draft.nodes.filter(isTrigger).map((node) => ({
      type: node.type,
      summary: nodeTypeOf(node).summary(node.data).slice(0, 300),
    })),
    draftOutline: neighbourOutline(draft),
  };
}

/** The part of a flow that the checks of its neighbours need. */
export function neighbourOutline(flow: Flow): Outline {
  const { id: _id, name: _name, active: _active, ...outline } = describeFlow("", false, flow);
  return outline;
}
