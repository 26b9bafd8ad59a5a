import { type Edge, emptyFlow, type Flow, type FlowNode } from "@chatloom/flows-schema";

/** How long the timers of the flow wait. */
const timerSeconds = 3;

/**
 * The flow of the proof. Every text it sends is `part|the input's text|count|variant`, so that one sees from outside which input
 * was answered, how often, and in which order. A "bad" input takes the error paths of a value and a name that cannot be stored; the
 * first of the two messages to "refuse" is one that platforms refuse for good. An "order" gets two messages, "later" one now and one after a wait, "ask" a question
 * that times out, "query" one that is answered.
 */
export function proofFlow(): Flow {
  const nodes = [
    node("any", "trigger.any", { kinds: [], channels: [] }),
    node("keyword", "trigger.keyword", {
      keywords: ["order"],
      match: "contains",
      channels: [],
      interrupts: false,
    }),
    node("count", "setVariable", {
      assignments: [
        { variable: "contact.count", operation: "add", value: "1", as: "number" },
        { variable: "text", operation: "set", value: "{{ message.text }}", as: "string" },
      ],
    }),
    node("kind", "condition", {
      branches: ["later", "ask", "query", "bad", "refuse"].map(branch),
    }),
    node("split", "abSplit", {
      variants: ["a", "b"].map((id) => ({ id, label: id.toUpperCase(), weight: 50 })),
      sticky: true,
      mode: "fixed",
    }),
    say("a", "1|{{ text }}|{{ contact.count }}|a"),
    say("b", "1|{{ text }}|{{ contact.count }}|b"),
    say("soonest", "1|{{ text }}|{{ contact.count }}|"),
    say("second", "2|{{ text }}|{{ contact.count }}|"),
    say("soon", "1|{{ text }}|{{ contact.count }}|"),
    node("wait", "wait", {
      until: "duration",
      duration: { amount: timerSeconds, unit: "seconds" },
    }),
    say("waited", "T|{{ text }}|{{ contact.count }}|"),
    node("question", "ask", {
      text: "1|{{ text }}|{{ contact.count }}|",
      expect: "text",
      saveTo: "reply",
      attempts: 1,
      timeout: { amount: timerSeconds, unit: "seconds" },
    }),
    node("query", "ask", {
      text: "1|{{ text }}|{{ contact.count }}|",
      expect: "text",
      saveTo: "reply",
      attempts: 1,
    }),
    say("answered", "2|{{ reply }}|{{ contact.count }}|"),
    node("compute", "code", {
      source: 'return { $bad: "\\u0000", deep: { "": 1 } };',
      saveTo: "reply",
      timeoutMs: 1_000,
    }),
    node("name", "contact", {
      changes: [{ action: "setField", name: "no.{{ text }}", value: "{{ text }}" }],
    }),
    say("kept", "X|{{ text }}|{{ contact.count }}|"),
    say("refused", "1|{{ text }}|{{ contact.count }}|"),
    say("tooLate", "T|{{ text }}|{{ contact.count }}|"),
  ];
  const edges = [
    "any.next > count",
    "keyword.next > count",
    "count.next > kind",
    "kind.branch:later > soon",
    "kind.branch:ask > question",
    "kind.branch:query > query",
    "kind.branch:bad > compute",
    "compute.next > kept",
    "compute.error > name",
    "name.next > kept",
    "name.error > soonest",
    "kind.branch:refuse > refused",
    "refused.next > second",
    "kind.else > split",
    "split.variant:a > a",
    "split.variant:b > b",
    "a.next > second",
    "b.next > second",
    "soon.next > wait",
    "wait.next > waited",
    "query.next > answered",
    "question.timeout > tooLate",
    "question.next > tooLate",
  ].map((edge, index): Edge => {
    const [from = "", target = ""] = edge.split(" > ");
    const [source = "", sourceHandle = ""] = from.split(".");
    return { id: `e${index}`, source, sourceHandle, target };
  });
  const variables = ["text", "reply"].map((name) => ({
    name,
    type: "string" as const,
    scope: "run" as const,
  }));
  return { ...emptyFlow("Proof"), nodes, edges, variables };
}

type DataOf<K extends FlowNode["type"]> = Extract<FlowNode, { type: K }>["data"];

function node<K extends FlowNode["type"]>(id: string, type: K, data: DataOf<K>): FlowNode {
  return { id, type, position: { x: 0, y: 0 }, data } as FlowNode;
}

function say(id: string, text: string): FlowNode {
  return node(id, "message", { blocks: [{ kind: "text", id: "text", text }], typing: false });
}

function branch(word: string) {
  const rule = { left: "text", operator: "startsWith" as const, right: word };
  const groups = [{ match: "all" as const, rules: [rule] }];
  return { id: word, label: word, condition: { match: "all" as const, groups } };
}
