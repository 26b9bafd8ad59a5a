import type { NodeData } from "../flow.ts";
import type { DraftGraph } from "./draft-graph.ts";
import type { Speechless } from "./lend-texts.ts";
import { onlyIf } from "./only-if.ts";

interface Place {
  readonly graph: DraftGraph;
  readonly steps: ReadonlyMap<string, { readonly type: string; readonly data: unknown }>;
  addCondition(data: NodeData<"condition">, question: string): string;
  addStep(data: NodeData<"setVariable">, question: string): string;
}

/** Lets the message that begins the conversation answer the question with which the source begins, as it says nothing before it. */
export function takeFirstAnswers(
  questions: readonly Speechless[],
  { graph, steps, addCondition, addStep }: Place,
): void {
  for (const { node, line, takesFirst } of questions) {
    const data = steps.get(node)?.data as Partial<NodeData<"ask">> | undefined;
    const starts = graph
      .waysTo(node)
      .filter((it) => steps.get(it.node)?.type.startsWith("trigger."));
    const target = graph.target({ node, port: "next" });
    if (!takesFirst || data?.expect !== "text" || !data.saveTo || starts.length === 0) {
      continue;
    }
    const said = onlyIf({ left: "message.text", operator: "isSet" });
    const check = addCondition(
      { branches: [{ id: "said", label: "message", condition: said }] },
      node,
    );
    const value = "{{ message.text }}";
    const kept = addStep(
      { assignments: [{ variable: data.saveTo, operation: "set", value, as: "string" }] },
      node,
    );
    graph.lead({ node: check, port: "branch:said" }, kept);
    graph.lead({ node: check, port: "else" }, node);
    if (target !== undefined) {
      graph.lead({ node: kept, port: "next" }, target);
    }
    for (const exit of starts) {
      graph.lead(exit, check);
    }
    line.note("firstMessage");
  }
}
