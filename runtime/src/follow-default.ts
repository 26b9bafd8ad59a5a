import { type FlowNode, nodeTypeOf, type PortKind } from "@chatloom/flows-schema";
import { type TurnState, topFrame } from "./turn-state.ts";
import { settingsOf } from "./visit.ts";

/** A flow's default for an unconnected port of a kind: the text to send, then the step to continue at. */
export interface FollowedDefault {
  readonly text: string;
  readonly then: "next" | "again" | "end" | "fail";
  readonly action: "say" | "handoff" | "repeat" | "end";
}

/** Returns the flow's default for an unconnected port; `onward` tells whether the node's `next` is connected. */
export function followDefault(
  state: TurnState,
  node: FlowNode,
  kind: PortKind,
  onward: boolean,
): FollowedDefault {
  const frame = state.run && topFrame(state.run);
  if (!frame || kind === "next") {
    return { text: "", then: "end", action: "end" };
  }
  const { defaults } = settingsOf(state, frame);
  if (kind === "option") {
    return { text: "", then: onward ? "next" : "end", action: "end" };
  }
  if (kind === "timeout") {
    const { action, text } = defaults.timeout;
    return { text: action === "say" ? text : "", then: "end", action };
  }
  if (kind === "error") {
    return { ...defaults.error, then: "fail" };
  }
  const { action, text } = defaults.else;
  if (action === "end") {
    return { text, then: "end", action };
  }
  if (nodeTypeOf(node).waits(node.data)) {
    return { text, then: "again", action };
  }
  return onward ? { text: "", then: "next", action } : { text, then: "end", action };
}
