import type { FindingFacts } from "../finding.ts";
import { type FlowNode, nodeTypeOf, typeThatFills } from "../flow.ts";
import { portKey } from "../flow-graph.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/**
 * Finds ports that lead nowhere although nothing else says what happens then: an option without an edge of its own follows
 * `next`, the other kinds follow the flow's defaults.
 */
export function checkConnections({ flow, graph }: Inspection): FindingFacts[] {
  return flow.nodes.flatMap((node): FindingFacts[] => {
    const ports = graph.ports.get(node.id) ?? [];
    const open = ports.filter((port) => !graph.edges.has(portKey(node.id, port.id)));
    const goesOn = graph.edges.has(portKey(node.id, "next"));
    const needed = open.filter(
      (port) => !port.optional && (port.kind === "next" || (port.kind === "option" && !goesOn)),
    );
    if (needed.length === 0) {
      return [];
    }
    const name = nameNode(node);
    const first = needed[0]?.id ?? "";
    const repairAt = (port: string) =>
      ({ kind: "addNode", type: whatToAdd(node), from: { nodeId: node.id, port } }) as const;
    const starts = graph.triggers.includes(node);
    if (open.length === ports.length && !starts) {
      return [
        {
          code: "node.deadEnd",
          severity: "warning",
          nodeId: node.id,
          port: first,
          values: { node: name },
          repair: repairAt(first),
        },
      ];
    }
    return needed.map((port) => {
      const exit = port.label || (port.kind === "next" ? "Next" : port.id);
      return {
        code: port.kind === "next" ? "port.unconnected" : "option.unconnected",
        severity: port.kind === "next" ? "error" : "warning",
        nodeId: node.id,
        port: port.id,
        values: { node: name, port: exit },
        repair: starts ? undefined : repairAt(port.id),
      };
    });
  });
}

/** After a step that has spoken, the flow may end. Elsewhere an End would only hide that the contact hears nothing. */
function whatToAdd(node: FlowNode): FlowNode["type"] {
  const { group, waits } = nodeTypeOf(node);
  return typeThatFills(group === "messages" && !waits(node.data) ? "end" : "words");
}
