import { expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { emptyFlow, type Flow, type FlowNode, type Variable } from "../flow.ts";

const position = { x: 0, y: 0 };

function flowOf(body: string, text: string, saveTo = "card", variables: Variable[] = []): Flow {
  const nodes: FlowNode[] = [
    {
      id: "ask",
      type: "ask",
      position,
      data: { text: "Card?", expect: "text", saveTo, sensitive: true, attempts: 1 },
    },
    {
      id: "call",
      type: "http",
      position,
      data: {
        method: "POST",
        url: "https://bank.example/",
        headers: [],
        body,
        save: [],
        timeoutSeconds: 10,
        retries: 0,
      },
    },
    {
      id: "say",
      type: "message",
      position,
      data: { blocks: [{ kind: "text", id: "t", text }], typing: false },
    },
  ];
  return { ...emptyFlow("Pay"), nodes, variables };
}

function findings(flow: Flow): string[] {
  return checkFlow(flow, emptyCheckContext)
    .filter(({ code }) => code.startsWith("sensitive."))
    .map(({ code, severity, nodeId, path }) => `${severity} ${code} ${nodeId}${path}`);
}

test("accepts an answer in a request that names it", () => {
  expect(findings(flowOf('{"card":"{{ sensitive.card }}"}', "Thanks"))).toEqual([]);
});

test("warns where dots would stand for an answer", () => {
  expect(findings(flowOf("{{ card }}", "Your card: {{ card | upcase }}"))).toEqual([
    "warning sensitive.dots call/body",
    "warning sensitive.dots say/blocks/0/text",
  ]);
});

test("reports an answer in a message, with a filter, and one that nothing asks for", () => {
  expect(findings(flowOf("{{ sensitive.card | upcase }}", "{{sensitive.card}}"))).toEqual([
    "error sensitive.misplaced call/body",
    "error sensitive.misplaced say/blocks/0/text",
  ]);
  expect(findings(flowOf("{{sensitive.name}}", ""))).toEqual(["error sensitive.unknown call/body"]);
});

test("reports an answer that would be kept beyond the run", () => {
  expect(findings(flowOf("", "", "contact.card"))).toEqual(["error sensitive.kept ask/saveTo"]);
  const kept: Variable = { name: "card", type: "string", scope: "contact" };
  expect(findings(flowOf("", "", "card", [kept]))).toEqual(["error sensitive.kept ask/saveTo"]);
});
