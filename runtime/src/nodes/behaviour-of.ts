import type { FlowNode } from "@chatloom/flows-schema";
import type { Behaviour } from "../behaviour.ts";
import { behaviours } from "./index.ts";

/** Returns the behaviour of a node's type. */
export function behaviourOf(node: Pick<FlowNode, "type">): Behaviour {
  return behaviours[node.type] as unknown as Behaviour;
}
