import { defined } from "../../defined.ts";
import type { NodeData } from "../../flow.ts";
import type { StepChain } from "../step-chain.ts";
import { listOf } from "./flowise-fields.ts";
import type { FlowiseFlow, FlowiseNode } from "./flowise-flow.ts";

type Extract = NodeData<"llm">["extract"][number];

const types: Readonly<Record<string, Extract["type"]>> = {
  number: "number",
  boolean: "boolean",
  enum: "choice",
};

/** Turns a step that asks a model (`llm…` and `agent…` fields) into an AI step. */
export function askModel(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): void {
  const { inputs, line } = node;
  const prefix = /^(llm|agent|smartAgent)/.exec(node.name)?.[1] ?? "llm";
  const text = (key: string) => flow.text.template(inputs.text(`${prefix}${key}`), line);
  const messages = listOf(inputs, `${prefix}Messages`).map((it) => {
    const content = flow.text.template(it.text("content"), line);
    const role = it.text("role");
    return role === "system" || content === "" ? content : `${role || "user"}: ${content}`;
  });
  const user = text("UserMessage");
  const instructions = [text("Instructions"), text("SystemPrompt"), ...messages, user]
    .filter(Boolean)
    .join("\n\n");
  const config = inputs.part(`${prefix}ModelConfig`);
  const model = config.text("modelName") || config.text("customModel") || config.text("model");
  const temperature = config.number("temperature");
  config.skip(...config.keys());
  const provider = inputs.text(`${prefix}Model`);
  inputs.skip(
    `${prefix}EnableMemory`,
    `${prefix}MemoryType`,
    `${prefix}MemoryWindowSize`,
    `${prefix}MemoryMaxTokenLimit`,
    `${prefix}ReturnResponseAs`,
  );
  line.note("ai");
  const tools = listOf(inputs, `${prefix}Tools`).map(
    (it) => it.text(`${prefix}SelectedTool`) || it.text("agentSelectedTool"),
  );
  for (const key of ["ToolsBuiltInOpenAI", "ToolsBuiltInGemini", "ToolsBuiltInAnthropic"]) {
    const built = inputs.text(`${prefix}${key}`);
    if (built !== "" && built !== "[]") {
      tools.push(built);
    }
  }
  if (tools.length > 0) {
    line.note("aiTools", { tools: tools.filter(Boolean).join(", ") });
  }
  const stores = [
    ...listOf(inputs, `${prefix}KnowledgeDocumentStores`),
    ...listOf(inputs, `${prefix}KnowledgeVSEmbeddings`),
  ];
  if (stores.length > 0) {
    line.note("aiKnowledge");
  }
  const goesOn = flow.goesOn(node);
  const saveTo = flow.text.result(node.id, node.label);
  const extract = listOf(inputs, `${prefix}StructuredOutput`)
    .filter((it) => it.text("key") !== "")
    .map((it): Extract => {
      const choices = it
        .text("enumValues")
        .split(",")
        .map((word) => word.trim())
        .filter(Boolean);
      it.skip("jsonSchema");
      return {
        variable: flow.text.structured(node.id, it.text("key")),
        type: types[it.text("type")] ?? "string",
        description: it.text("description"),
        ...defined({ choices: choices.length > 0 ? choices.slice(0, 50) : undefined }),
      };
    });
  if (goesOn) {
    line.note("silentModel");
  }
  chain.add(
    "llm",
    {
      instructions: instructions || "Answer the contact.",
      mode: goesOn || extract.length > 0 ? "silent" : "answerOnce",
      exits: [],
      extract,
      useKnowledge: stores.length > 0,
      maxTurns: 10,
      saveTo,
      ...defined({
        model: model || provider || undefined,
        temperature: temperature === undefined ? undefined : Math.max(0, Math.min(2, temperature)),
      }),
    },
    { id: node.label, line },
  );
  updateState(flow, node, chain, `${prefix}UpdateState`, saveTo);
}

/** Writes the keys of the flow's state that a step changes after it. */
export function updateState(
  flow: FlowiseFlow,
  node: FlowiseNode,
  chain: StepChain,
  field: string,
  output: string | undefined,
): void {
  const assignments = listOf(node.inputs, field)
    .filter((it) => it.text("key") !== "")
    .map((it) => ({
      variable: flow.text.state(it.text("key")),
      operation: "set" as const,
      value: flow.text.template(it.text("value"), node.line, output),
      as: "string" as const,
    }));
  if (assignments.length > 0) {
    chain.add(
      "setVariable",
      { assignments: assignments.slice(0, 20) },
      { id: `state_${node.label}`, line: node.line },
    );
  }
}
