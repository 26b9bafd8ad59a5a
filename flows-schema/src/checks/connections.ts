import type { Finding } from "../finding.ts";
import { portKey } from "../flow-graph.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/**
 * Finds ports that lead nowhere although nothing else says what happens then: an option without an edge of its own follows
 * `next`, the other kinds follow the flow's defaults.
 */
export function checkConnections({ flow, graph }: Inspection): Finding[] {
  return flow.nodes.flatMap((node): Finding[] => {
    const ports = graph.ports.get(node.id) ?? [];
    const open = ports.filter((port) => !graph.edges.has(portKey(node.id, port.id)));
    const goesOn = graph.edges.has(portKey(node.id, "next"));
    const needed = open.filter(
      (port) => !port.optional && (port.kind === "next" || (port.kind === "option" && !goesOn)),
    );
    if (needed.length === 0) return [];
    const name = nameNode(node);
    const first = needed[0]?.id ?? "";
    const repair = {
      kind: "addNode",
      type: "end",
      from: { nodeId: node.id, port: first },
    } as const;
    if (open.length === ports.length && !graph.triggers.includes(node)) {
      return [
        {
          code: "node.deadEnd",
          severity: "warning",
          nodeId: node.id,
          port: first,
          values: { node: name },
          message: `Nothing follows ${name}: the conversation stops here without a word. Continue it or add an End.`,
          repair,
        },
      ];
    }
    return needed.map((port) => ({
      code: port.kind === "next" ? "port.unconnected" : "option.unconnected",
      severity: port.kind === "next" ? "error" : "warning",
      nodeId: node.id,
      port: port.id,
      values: { node: name, port: port.label || port.id },
      message: `${name} does not say how to go on${port.label ? ` after “${port.label}”` : ""}.`,
      ...(graph.triggers.includes(node)
        ? {}
        : { repair: { ...repair, from: { nodeId: node.id, port: port.id } } }),
    }));
  });
}
