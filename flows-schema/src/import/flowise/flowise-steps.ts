import type { Operator } from "../../condition.ts";
import { never, onlyIf } from "../only-if.ts";
import type { StepChain } from "../step-chain.ts";
import { callFunction, callHttp } from "./calls.ts";
import { listOf } from "./flowise-fields.ts";
import type { FlowiseFlow, FlowiseNode } from "./flowise-flow.ts";
import { plainOf } from "./flowise-text.ts";
import { askModel, updateState } from "./model-steps.ts";
import { ruleOf } from "./rule-of.ts";

/** Draws a step and returns how many outputs it has. */
type Draw = (flow: FlowiseFlow, node: FlowiseNode, chain: StepChain) => number;

const operators: Readonly<Record<string, Operator>> = {
  contains: "contains",
  notContains: "notContains",
  equal: "equals",
  notEqual: "notEquals",
  startsWith: "startsWith",
  endsWith: "endsWith",
  regex: "matches",
  isEmpty: "isNotSet",
  notEmpty: "isSet",
  larger: "greaterThan",
  largerEqual: "atLeast",
  smaller: "lessThan",
  smallerEqual: "atMost",
};

/** How each step of an AgentFlow becomes steps. */
export const flowiseSteps: Readonly<Record<string, Draw>> = {
  llmAgentflow: model,
  agentAgentflow: model,
  smartAgentAgentflow: model,
  directReplyAgentflow: (flow, node, chain) => {
    const text = flow.text.template(node.inputs.text("directReplyMessage"), node.line);
    const blocks = [{ kind: "text" as const, id: "reply", text: text || "…" }];
    chain.add("message", { blocks, typing: true }, { id: node.label, line: node.line });
    flow.follow(chain, node);
    return 1;
  },
  conditionAgentflow: condition,
  conditionAgentAgentflow: scenarios,
  humanInputAgentflow: human,
  loopAgentflow: loop,
  httpAgentflow: callHttp,
  customFunctionAgentflow: callFunction,
  retrieverAgentflow: (flow, node, chain) => {
    const { inputs, line } = node;
    const query = flow.text.template(inputs.text("retrieverQuery"), line);
    const saveTo = flow.text.result(node.id, node.label);
    inputs.skip("outputFormat");
    line.note("retriever").note("aiKnowledge");
    chain.add(
      "llm",
      {
        instructions: `Give the passages that answer: ${query}`,
        mode: "silent",
        exits: [],
        extract: [],
        useKnowledge: true,
        maxTurns: 10,
        saveTo,
      },
      { id: node.label, line },
    );
    updateState(flow, node, chain, "retrieverUpdateState", saveTo);
    flow.follow(chain, node);
    return 1;
  },
  executeFlowAgentflow: (flow, node, chain) => {
    const { inputs, line } = node;
    const saveTo = flow.text.result(node.id, node.label);
    const question = flow.text.template(inputs.text("executeFlowInput"), line);
    inputs.skip("executeFlowReturnResponseAs");
    line.note("flowMissing");
    chain.add(
      "subflow",
      {
        flowId: "",
        inputs: [{ variable: "question", value: question }],
        outputs: [{ variable: "answer", saveTo }],
      },
      { id: node.label, on: ["next", "error"], line },
    );
    updateState(flow, node, chain, "executeFlowUpdateState", saveTo);
    flow.follow(chain, node);
    return 1;
  },
  toolAgentflow: (flow, node, chain) => {
    const { inputs, line } = node;
    flow.text.result(node.id, node.label);
    const tool =
      inputs.text("toolAgentflowSelectedTool") || inputs.text("selectedTool") || node.label;
    line.unsupported("tool", { tool });
    const kept = inputs.inShort();
    inputs.skip(...inputs.keys().filter((it) => it !== "toolUpdateState"));
    chain.keep(tool, kept, line);
    updateState(flow, node, chain, "toolUpdateState", undefined);
    flow.follow(chain, node);
    return 1;
  },
};

function model(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): number {
  askModel(flow, node, chain);
  flow.follow(chain, node);
  return 1;
}

function condition(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): number {
  const { inputs, line } = node;
  const conditions = listOf(inputs, "conditions").slice(0, 20);
  const branches = conditions.map((it, index) => {
    const operation = it.text("operation") || "equal";
    const left = flow.text.template(it.text("value1"), line).trim();
    const right = flow.text.template(it.text("value2"), line).trim();
    it.skip("type", "isFulfilled");
    const operator = Object.hasOwn(operators, operation) ? operators[operation] : undefined;
    const own = flow.draft.log.line(
      "condition",
      `${node.label} › ${index}`,
      `${left} ${operation} ${right}`,
    );
    if (operator === undefined) {
      own.unsupported("operatorUnknown", { operator: operation });
    } else if (/^(equals|notEquals|contains)$/.test(operator)) {
      own.remark("caseFolded");
    }
    const rule = operator === undefined ? never : ruleOf(left, operator, right);
    return {
      id: `c${index}`,
      label: `${left} ${operation} ${right}`.slice(0, 120),
      condition: onlyIf(rule),
    };
  });
  const id = chain.add("condition", { branches }, { id: node.label, on: [], line });
  for (const index of branches.keys()) {
    chain.take();
    chain.also({ node: id, port: `branch:c${index}` });
    flow.follow(chain, node, index);
  }
  chain.take();
  chain.also({ node: id, port: "else" });
  flow.follow(chain, node, branches.length);
  return branches.length + 1;
}

function scenarios(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): number {
  const { inputs, line } = node;
  const found = listOf(inputs, "conditionAgentScenarios").slice(0, 20);
  const instructions = flow.text.template(inputs.text("conditionAgentInstructions"), line);
  const text = flow.text.template(inputs.text("conditionAgentInput"), line).trim();
  inputs.skip(
    "conditionAgentModel",
    "conditionAgentModelConfig",
    "conditionAgentOverrideSystemPrompt",
    "conditionAgentSystemPrompt",
  );
  line.note("aiScenarios").note("ai");
  const saveTo = flow.text.result(node.id, node.label);
  const classes = found.map((it, index) => {
    const scenario = plainOf(it.text("scenario")) || `${index}`;
    const description =
      index === 0 && instructions !== "" ? `${scenario}\n${instructions}` : scenario;
    return { id: `s${index}`, label: scenario.slice(0, 150), description };
  });
  const id = chain.add(
    "classify",
    { text: text || `{{ ${flow.text.question} }}`, by: "model", classes, saveTo },
    { id: node.label, on: [], line },
  );
  for (const index of classes.keys()) {
    chain.take();
    chain.also(
      { node: id, port: `class:s${index}` },
      ...(index === classes.length - 1 ? [{ node: id, port: "else" }] : []),
    );
    flow.follow(chain, node, index);
  }
  chain.take();
  return Math.max(1, classes.length);
}

function human(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): number {
  const { inputs, line } = node;
  let text = flow.text.template(inputs.text("humanInputDescription"), line);
  if (inputs.text("humanInputDescriptionType") === "dynamic") {
    const saveTo = flow.draft.names.fresh("question_to_decide");
    const instructions = flow.text.template(inputs.text("humanInputModelPrompt"), line);
    line.note("ai");
    chain.add(
      "llm",
      {
        instructions: instructions || "Ask whether to go on.",
        mode: "silent",
        exits: [],
        extract: [],
        useKnowledge: false,
        maxTurns: 10,
        saveTo,
      },
      { id: `ask_${node.label}`, line },
    );
    text = `{{ ${saveTo} }}`;
  }
  inputs.skip("humanInputModel", "humanInputModelConfig", "humanInputModelPrompt");
  line.note("human");
  const saveTo = flow.text.result(node.id, node.label);
  const id = chain.add(
    "quickReplies",
    {
      text: text || "Do you want to go on?",
      options: [
        { id: "proceed", label: "Proceed" },
        { id: "reject", label: "Reject" },
      ],
      saveTo,
      attempts: 5,
      ignoreEarlier: false,
    },
    { id: node.label, on: ["option:proceed"], line },
  );
  flow.follow(chain, node, 0);
  chain.take();
  chain.also({ node: id, port: "option:reject" });
  if (inputs.flag("humanInputEnableFeedback")) {
    line.note("humanFeedback");
    chain.add(
      "ask",
      { text: "Why?", expect: "text", saveTo, attempts: 1, ignoreEarlier: false },
      { id: `reason_${node.label}` },
    );
  }
  flow.follow(chain, node, 1);
  return 2;
}

function loop(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): number {
  const { inputs, line } = node;
  const target = inputs.text("loopBackToNode");
  const id = [...flow.nodes.keys()]
    .filter((it) => target === it || target.startsWith(`${it}-`))
    .sort((a, b) => b.length - a.length)[0];
  if (id === undefined) {
    line.unsupported("danglingEdge", { target });
    chain.keep("Loop", inputs.inShort(), line);
    return 0;
  }
  updateState(flow, node, chain, "loopUpdateState", undefined);
  const most = Math.max(0, Math.min(100, Math.round(inputs.number("maxLoopCount") ?? 5)));
  const list = flow.draft.names.fresh("rounds");
  flow.draft.names.default(
    list,
    Array.from({ length: most }, (_, index) => String(index + 1)),
  );
  const check = chain.add(
    "loop",
    { list, item: flow.draft.names.fresh("round"), limit: Math.max(1, most) },
    { id: node.label, on: ["item"], line },
  );
  chain.goTo(`in ${id}`);
  const fallback = flow.text.template(inputs.text("fallbackMessage"), line);
  if (fallback !== "") {
    chain.also({ node: check, port: "done" });
    chain.add(
      "message",
      { blocks: [{ kind: "text", id: "over", text: fallback }], typing: true },
      { id: `over_${node.label}` },
    );
    chain.take();
  }
  return 0;
}
