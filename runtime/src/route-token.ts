import { hashText } from "./hash.ts";

const prefix = "~";

/**
 * Makes the payload of an option. A tap leads to a port of a node, wherever the run is when the option is
 * tapped. Sixteen characters, so that it fits every channel's payload limit; the same in every version of the flow.
 */
export function routeToken(flowId: string, nodeId: string, port: string): string {
  return prefix + hashText(`${flowId}\n${nodeId}\n${port}`, 15);
}

/** Tells whether a payload is a route token, not one that a member gave to a menu item. */
export function isRouteToken(payload: string): boolean {
  return payload.length === 16 && payload.startsWith(prefix);
}
