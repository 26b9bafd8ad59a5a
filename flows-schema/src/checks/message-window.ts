import { channelsOfFlow } from "../channels-of-flow.ts";
import type { DurationValue } from "../fields.ts";
import type { FindingFacts } from "../finding.ts";
import { type FlowNode, nodeTypeOf } from "../flow.ts";
import type { FlowGraph } from "../flow-graph.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { holds, walkFields } from "../walk-fields.ts";

const forEver = 24 * 365;
const mostRaises = 50;
const hoursPer = { seconds: 1 / 3600, minutes: 1 / 60, hours: 1, days: 24 } as const;

/**
 * Finds messages that come so long after the contact's last word that a connected channel no longer takes
 * them; approved templates are allowed then.
 */
export function checkMessageWindow({ flow, graph, checkContext }: Inspection): FindingFacts[] {
  const channels = channelsOfFlow(graph, checkContext).filter((it) => it.abilities.window);
  const silences = channels.length > 0 ? silenceBefore(flow.nodes, graph) : new Map();
  return flow.nodes.flatMap((node) =>
    channels.flatMap(({ name, type, abilities }): FindingFacts[] => {
      const hours = silences.get(node.id) ?? 0;
      const window = abilities.window?.hours ?? 0;
      if (!sendsFreely(node) || hours < window) {
        return [];
      }
      return [
        {
          code: "window.closed",
          severity: "warning",
          nodeId: node.id,
          values: {
            node: nameNode(node),
            channel: name,
            channelType: type,
            hours: Math.round(hours),
            window,
          },
        },
      ];
    }),
  );
}

/** The longest time without a word from the contact after which each node may be entered, in hours. */
function silenceBefore(nodes: readonly FlowNode[], graph: FlowGraph): Map<string, number> {
  const silence = new Map<string, number>();
  const raised = new Map<string, number>();
  const delaysOfAll = new Map(nodes.map((node) => [node.id, delaysOf(node)]));
  const queue = nodes.map((node) => node.id).filter((id) => delaysOfAll.get(id)?.size);
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const node = graph.nodes.get(id) as FlowNode;
    const delays = delaysOfAll.get(id);
    const waits = nodeTypeOf(node).waits(node.data);
    for (const way of graph.waysFrom.get(id) ?? []) {
      const delay = delays?.get(way.port?.id ?? "");
      if (delay === undefined && waits) {
        continue;
      }
      const hours = Math.min(forEver, (silence.get(id) ?? 0) + (delay ?? 0));
      if (hours <= (silence.get(way.target) ?? 0)) {
        continue;
      }
      const times = (raised.get(way.target) ?? 0) + 1;
      raised.set(way.target, times);
      // Raised again and again, it lies on a circle of delays, which add up for ever.
      silence.set(way.target, times > mostRaises ? forEver : hours);
      queue.push(way.target);
    }
  }
  return silence;
}

/** How many hours may pass before a node is left through a port. */
function delaysOf(node: FlowNode): Map<string, number> {
  const delays = new Map<string, number>();
  for (const field of walkFields(nodeTypeOf(node).data, node.data)) {
    const { delays: port, filled } = field.schema;
    if (port === undefined || field.value === undefined) {
      continue;
    }
    if (typeof filled === "object" && !holds(filled, field)) {
      continue;
    }
    const { amount, unit } = field.value as DurationValue;
    delays.set(port, amount * hoursPer[unit]);
  }
  return delays;
}

/** Nodes that say something have a field that a channel's limit applies to. */
function sendsFreely(node: FlowNode): boolean {
  return walkFields(nodeTypeOf(node).data, node.data).some(
    ({ schema, value }) => schema.limit !== undefined && typeof value === "string" && value !== "",
  );
}
