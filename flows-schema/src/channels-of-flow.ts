import type { CheckContext, CheckedChannel } from "./check-context.ts";
import type { FlowGraph } from "./flow-graph.ts";

/** The connected channels a flow can run on, one of each type: those its triggers allow. */
export function channelsOfFlow(
  graph: FlowGraph,
  { channels }: CheckContext,
): readonly CheckedChannel[] {
  const allowed = graph.triggers.map((node) => ("channels" in node.data ? node.data.channels : []));
  const all = allowed.length === 0 || allowed.some((types) => types.length === 0);
  return channels.filter(
    (channel, index) =>
      channels.findIndex((it) => it.type === channel.type) === index &&
      (all || allowed.some((types) => types.includes(channel.type))),
  );
}
