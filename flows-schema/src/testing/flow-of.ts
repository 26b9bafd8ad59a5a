import { type Edge, emptyFlow, type Flow, type FlowNode, type NodeData } from "../flow.ts";
import type { NodeTypeId } from "../nodes/index.ts";
import { place } from "../samples/draw-flow.ts";

/** A node for tests, somewhere on the canvas. */
export function node<K extends NodeTypeId>(id: string, type: K, data: NodeData<K>): FlowNode {
  return place(0, 0, id, type, data);
}

/** A text message for tests. */
export function say(id: string, text = "Hello"): FlowNode {
  return node(id, "message", { blocks: [{ kind: "text", id: "t", text }], typing: false });
}

/** A keyword trigger called `start`. */
export const start = node("start", "trigger.keyword", {
  keywords: ["hi"],
  match: "exact",
  channels: [],
  interrupts: false,
});

/** An edge written as `from.port>to`; the port is `next` if it is not named. */
export function edge(way: string): Edge {
  const [from = "", target = ""] = way.split(">");
  const [source = "", sourceHandle = "next"] = from.split(".");
  return { id: way.replace(">", "-"), source, sourceHandle, target };
}

/** A flow for tests: nodes, and edges as `from.port>to`. */
export function flowOf(nodes: readonly FlowNode[], ways: string, more: Partial<Flow> = {}): Flow {
  const edges = ways.split(" ").filter(Boolean).map(edge);
  return { ...emptyFlow("Test"), nodes: [...nodes], edges, ...more };
}
