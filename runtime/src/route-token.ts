import { hashText } from "./hash.ts";

const prefix = "~";

/**
 * The payload of a tappable option: it leads back to a port of a node wherever the run stands when it is
 * tapped. Sixteen characters, so that it fits every channel's payload limit; the same in every version of the flow.
 */
export function routeToken(flowId: string, nodeId: string, port: string): string {
  return prefix + hashText(`${flowId}\n${nodeId}\n${port}`, 15);
}

/** Whether a payload looks like one of ours, as opposed to one that a member gave a menu item. */
export function isRouteToken(payload: string): boolean {
  return payload.length === 16 && payload.startsWith(prefix);
}
