import type { FlowSummary, ReplyOf, routes } from "@chatloom/api-schema";

export type FlowList = ReplyOf<typeof routes.flows.listFlows>;

/** Puts a flow into the list: at its place, or first if it is new. A copy older than the listed one changes nothing. */
export function putFlow(list: FlowList, flow: FlowSummary): FlowList {
  const known = list.items.find((it) => it.id === flow.id);
  if (known && known.changes > flow.changes) {
    return list;
  }
  return {
    items: known ? list.items.map((it) => (it.id === flow.id ? flow : it)) : [flow, ...list.items],
  };
}

/** Takes a flow out of the list. */
export function dropFlow(list: FlowList, flowId: string): FlowList {
  return { items: list.items.filter((it) => it.id !== flowId) };
}
