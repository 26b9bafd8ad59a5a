import { type Flow, portsOf } from "@chatloom/flows-schema";

/** Finds the first port of a node that leads nowhere; one of the main ways, if any is open. */
export function openPort(flow: Flow, nodeId: string): string | undefined {
  const node = flow.nodes.find((it) => it.id === nodeId);
  if (!node) {
    return undefined;
  }
  const taken = new Set(
    flow.edges.filter((edge) => edge.source === nodeId).map((edge) => edge.sourceHandle),
  );
  const open = portsOf(node).filter((port) => !taken.has(port.id));
  return (open.find((it) => it.kind === "next" || it.kind === "option") ?? open[0])?.id;
}
