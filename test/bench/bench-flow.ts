import { emptyFlow, type Flow, type FlowNode } from "@chatloom/flows-schema";

/** Makes the flow of the bench: a keyword, a variable, a condition, two messages, and a number of other nodes. */
export function benchFlow(extraNodes: number, scope: "run" | "contact" = "run"): Flow {
  const rule = { left: "count", operator: "atLeast" as const, right: "1" };
  const nodes: FlowNode[] = [
    node("keyword", "trigger.keyword", {
      keywords: ["order"],
      match: "contains",
      channels: [],
      interrupts: true,
    }),
    node("set", "setVariable", {
      assignments: [{ variable: "count", operation: "add", value: "1", as: "number" }],
    }),
    node("if", "condition", {
      branches: [
        {
          id: "some",
          label: "Some",
          condition: { match: "all", groups: [{ match: "all", rules: [rule] }] },
        },
      ],
    }),
    say("first", "1 {{ message.text }}"),
    say("second", "2 {{ message.text }}"),
  ];
  for (let index = 0; index < extraNodes; index++) {
    nodes.push(say(`extra${index}`, `Extra ${index} for {{ contact.name }}`));
  }
  const edge = (source: string, sourceHandle: string, target: string) => ({
    id: `${source}-${target}`,
    source,
    sourceHandle,
    target,
  });
  const edges = [
    edge("keyword", "next", "set"),
    edge("set", "next", "if"),
    edge("if", "branch:some", "first"),
    edge("first", "next", "second"),
    ...Array.from({ length: extraNodes }, (_, index) =>
      index === 0
        ? edge("if", "else", "extra0")
        : edge(`extra${index - 1}`, "next", `extra${index}`),
    ),
  ];
  const count = { name: "count", type: "number" as const, scope, default: 0 };
  return { ...emptyFlow("Bench"), nodes, edges, variables: [count] };
}

type DataOf<K extends FlowNode["type"]> = Extract<FlowNode, { type: K }>["data"];

function node<K extends FlowNode["type"]>(id: string, type: K, data: DataOf<K>): FlowNode {
  return { id, type, position: { x: 0, y: 0 }, data } as FlowNode;
}

function say(id: string, text: string): FlowNode {
  return node(id, "message", { blocks: [{ kind: "text", id: "text", text }], typing: false });
}
