import { type FlowNode, nodeTypeOf } from "./flow.ts";

/** Names a node in a sentence: its type's title and the beginning of its summary. */
export function nameNode(node: FlowNode): string {
  const nodeType = nodeTypeOf(node);
  const summary = nodeType.summary(node.data).trim();
  if (summary === "") {
    return nodeType.title;
  }
  const words = [...summary];
  return `${nodeType.title} “${words.length > 40 ? `${words.slice(0, 39).join("")}…` : summary}”`;
}
