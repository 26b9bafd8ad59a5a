import type { Edge, Flow, FlowNode } from "@chatloom/flows-schema";
import { emptyFlow } from "@chatloom/flows-schema";
import { routes, type World } from "../support/world.ts";

type Node = {
  readonly [K in FlowNode["type"]]: Omit<Extract<FlowNode, { type: K }>, "position" | "id">;
}[FlowNode["type"]];

/** A flow from its nodes by id and its edges as `from.port > to`. */
export function flowOf(
  name: string,
  nodes: Readonly<Record<string, Node>>,
  edges: readonly string[],
): Flow {
  return {
    ...emptyFlow(name),
    nodes: Object.entries(nodes).map(
      ([id, node], index) => ({ id, position: { x: index * 300, y: 0 }, ...node }) as FlowNode,
    ),
    edges: edges.map((edge, index): Edge => {
      const [from = "", target = ""] = edge.split(" > ");
      const dot = from.indexOf(".");
      return {
        id: `e${index}`,
        source: from.slice(0, dot),
        sourceHandle: from.slice(dot + 1),
        target,
      };
    }),
  };
}

/** Publishes a flow in the world's workspace; gives its id. */
export async function publish(world: World, flow: Flow): Promise<string> {
  const { flows } = routes;
  const { id } = await world.call(flows.createFlow, { body: { name: flow.name } });
  const params = { flowId: id };
  const before = await world.call(flows.readFlow, { params });
  const { revision } = await world.call(flows.saveDraft, {
    params,
    body: { revision: before.revision, draft: flow },
  });
  await world.call(flows.publishFlow, { params, body: { revision } });
  return id;
}

/** A trigger for a word. */
export function keyword(...keywords: string[]): Node {
  return {
    type: "trigger.keyword",
    data: { keywords, match: "exact", channels: [], interrupts: false },
  };
}

/** A trigger for any message. */
export function anyMessage(): Node {
  return { type: "trigger.any", data: { kinds: [], channels: [] } };
}

/** A message node that says a text. */
export function say(text: string): Node {
  return { type: "message", data: { blocks: [{ kind: "text", id: "text", text }], typing: false } };
}
