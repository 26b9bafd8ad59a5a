import { FlowDraft } from "../flow-draft.ts";
import { ImportLog } from "../import-log.ts";
import type { ImportedBot } from "../imported-bot.ts";
import { Source } from "../source.ts";
import { StepChain } from "../step-chain.ts";
import { FlowiseFlow, type FlowiseNode } from "./flowise-flow.ts";
import { flowiseSteps } from "./flowise-steps.ts";
import { plainOf } from "./flowise-text.ts";
import { drawStart } from "./start.ts";

/** Turns an AgentFlow v2 export of Flowise into a flow. */
export function convertFlowise(value: unknown, name: string): ImportedBot {
  const log = new ImportLog();
  const source = new Source(value);
  const draft = new FlowDraft(source.text("name") || name || "Flowise", log);
  const head = log.line("flow", draft.name, "AgentFlow v2");
  const flow = new FlowiseFlow(draft, source);
  for (const node of flow.nodes.values()) {
    // Results are known before any text is read, as texts may name later steps.
    if (keepsResult.test(node.name)) {
      flow.text.result(node.id, node.label);
    }
  }
  const outputs = new Map<string, number>();
  for (const node of flow.nodes.values()) {
    if (node.parent === "" || !flow.nodes.has(node.parent)) {
      outputs.set(node.id, drawNode(flow, node));
    }
  }
  for (const node of flow.nodes.values()) {
    if (!outputs.has(node.id)) {
      outputs.set(node.id, drawNode(flow, node));
    }
    node.line.rest(node.inputs);
  }
  if (![...flow.nodes.values()].some((it) => it.name === "startAgentflow")) {
    log.line("event", "start", "startAgentflow").unsupported("noStart");
  }
  flow.finishEdges(outputs);
  for (const { name: variable } of draft.names.variables()) {
    log.line("variable", variable, "variable");
  }
  source.skip(
    "description",
    "usecases",
    "framework",
    "categories",
    "badge",
    "type",
    "viewport",
    "id",
  );
  head.rest(source.skip("nodes", "edges"));
  return {
    product: "Flowise",
    flow: draft.finish(),
    report: log.report(),
  };
}

const keepsResult =
  /^(llm|agent|smartAgent|http|customFunction|retriever|executeFlow|conditionAgent|humanInput|tool|iteration)Agentflow$/;

function drawNode(flow: FlowiseFlow, node: FlowiseNode): number {
  if (/stickynote/i.test(node.name)) {
    flow.draft.note(plainOf(node.inputs.text("note")));
    node.line.remark("canvasNote");
    return 1;
  }
  const chain = flow.chainAt(node);
  if (node.name === "startAgentflow") {
    return drawStart(flow, node, chain);
  }
  if (node.name === "iterationAgentflow") {
    return drawIteration(flow, node, chain);
  }
  const draw = Object.hasOwn(flowiseSteps, node.name) ? flowiseSteps[node.name] : undefined;
  const before = { outputs: 1 };
  if (draw) {
    before.outputs = draw(flow, node, chain);
  } else {
    node.line.unsupported("unknownBlock");
    const kept = node.inputs.inShort();
    node.inputs.skip(...node.inputs.keys());
    chain.keep(node.label || node.name || "Unknown", kept, node.line);
    flow.follow(chain, node);
  }
  leadBack(flow, node, chain);
  return before.outputs;
}

/** The last step of an iteration leads back to the loop. */
function leadBack(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): void {
  if (node.parent !== "" && flow.nodes.has(node.parent) && chain.last !== undefined) {
    if (keepsResult.test(node.name)) {
      const value = `{{ ${flow.text.result(node.id, node.label)} }}`;
      const variable = flow.text.result(node.parent, node.parent);
      chain.add(
        "setVariable",
        { assignments: [{ variable, operation: "append", value, as: "list" }] },
        { id: `collect_${node.label}` },
      );
    }
    chain.goTo(`round ${node.parent}`);
  }
}

function drawIteration(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): number {
  const { inputs, line } = node;
  const list = flow.text.template(inputs.text("iterationInput"), line).trim();
  const path = /^\{\{ ([\w.[\]]+) \}\}$/.exec(list)?.[1];
  const item = flow.draft.names.of("$iteration", "item");
  const variable = flow.draft.names.fresh("items");
  flow.draft.names.type(variable, "list");
  const results = flow.text.result(node.id, node.label);
  flow.draft.names.type(results, "list");
  line.note("iteration");
  // The loop's head must not set the lists again in each round, so they stand in front of it.
  const copied = { variable, operation: "set" as const, value: list, as: "list" as const };
  chain.add(
    "setVariable",
    {
      assignments: [
        { variable: results, operation: "clear", as: "list" },
        ...(path === undefined ? [copied] : []),
      ],
    },
    { id: `list_${node.label}`, line },
  );
  const id = flow.draft.add(
    "loop",
    { list: path ?? variable, item, limit: 100 },
    { id: node.label, ...node.place, line },
  );
  flow.draft.label(`round ${node.id}`, id);
  chain.join(id, []);
  const first = [...flow.nodes.values()].find((it) => it.parent === node.id && !flow.isReached(it));
  if (first) {
    flow.draft.lead({ node: id, port: "item" }, `in ${first.id}`);
  }
  const on = new StepChain(flow.draft, node.place);
  on.also({ node: id, port: "done" });
  flow.follow(on, node);
  return 1;
}

/** Whether JSON is an AgentFlow v2: its steps have names such as `startAgentflow`. */
export function isFlowise(value: unknown): boolean {
  return new Source(value)
    .list("nodes")
    .some((it) => /Agentflow$/.test(it.part("data").text("name")));
}
