import { emptyFlow, type Flow, nodeTypes } from "@chatloom/flows-schema";

/** A flow without errors: a keyword, then a message. */
export function greeting(name: string, keyword: string, text?: string): Flow {
  const position = { x: 0, y: 0 };
  const keywords = { ...nodeTypes["trigger.keyword"].example, keywords: [keyword] };
  const said = { blocks: [{ kind: "text", id: "t", text }], typing: false };
  const message = text === undefined ? nodeTypes.message.example : said;
  return {
    ...emptyFlow(name),
    nodes: [
      { id: "start", type: "trigger.keyword", position, data: keywords },
      { id: "hello", type: "message", position, data: message },
      { id: "over", type: "end", position, data: nodeTypes.end.example },
    ] as Flow["nodes"],
    edges: [
      { id: "e1", source: "start", sourceHandle: "next", target: "hello" },
      { id: "e2", source: "hello", sourceHandle: "next", target: "over" },
    ],
  };
}
