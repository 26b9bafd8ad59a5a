import { defined } from "../../defined.ts";
import { httpMethod } from "../http-method.ts";
import type { StepChain } from "../step-chain.ts";
import { withQuery } from "../with-query.ts";
import { listOf } from "./flowise-fields.ts";
import type { FlowiseFlow, FlowiseNode } from "./flowise-flow.ts";
import { updateState } from "./model-steps.ts";

/** Turns a request to another system into an HTTP step. */
export function callHttp(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): number {
  const { inputs, line } = node;
  const text = (key: string) => flow.text.template(inputs.text(key), line).trim();
  const method = httpMethod(inputs.text("method"));
  const query = listOf(inputs, "queryParams").map(
    (it) => [it.text("key"), flow.text.template(it.text("value"), line)] as const,
  );
  const url = text("url");
  const saveTo = flow.text.result(node.id, node.label);
  const kind = inputs.text("bodyType");
  const pairs =
    typeof inputs.raw("body") === "string" && !/form/i.test(kind) ? [] : listOf(inputs, "body");
  const body =
    pairs.length > 0
      ? JSON.stringify(
          Object.fromEntries(
            pairs.map((it) => [it.text("key"), flow.text.template(it.text("value"), line)]),
          ),
        )
      : text("body");
  inputs.skip("responseType", "credential");
  if (url === "") {
    line.note("storedRequest");
  }
  chain.add(
    "http",
    {
      method,
      url: withQuery(url, query),
      headers: listOf(inputs, "headers")
        .slice(0, 20)
        .map((it) => ({ name: it.text("key"), value: flow.text.template(it.text("value"), line) })),
      ...defined({ body: body !== "" && method !== "GET" ? body : undefined }),
      save: [{ path: "", saveTo }],
      timeoutSeconds: 30,
      retries: 0,
    },
    { id: node.label, line },
  );
  flow.follow(chain, node);
  return 1;
}

/** Turns a function into a code step, with its inputs as variables in front. */
export function callFunction(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): number {
  const { inputs, line } = node;
  const given = listOf(inputs, "customFunctionInputVariables").filter((it) =>
    /^[A-Za-z_]\w*$/.test(it.text("variableName")),
  );
  const assignments = given.map((it) => ({
    variable: flow.draft.names.of(
      `${node.id} input ${it.text("variableName")}`,
      it.text("variableName"),
    ),
    operation: "set" as const,
    value: flow.text.template(it.text("variableValue"), line),
    as: "string" as const,
  }));
  if (assignments.length > 0) {
    chain.add(
      "setVariable",
      { assignments: assignments.slice(0, 20) },
      { id: `given_${node.label}`, line },
    );
  }
  const saveTo = flow.text.result(node.id, node.label);
  const head = given.map(
    (it, index) => `const $${it.text("variableName")} = variables.${assignments[index]?.variable};`,
  );
  const source = [
    `const $flow = { state: variables, input: variables.${flow.text.question} };`,
    ...head,
    inputs.text("customFunctionJavascriptFunction"),
  ].join("\n");
  line.note("code");
  chain.add("code", { source, saveTo, timeoutMs: 5_000 }, { id: node.label, line });
  updateState(flow, node, chain, "customFunctionUpdateState", saveTo);
  flow.follow(chain, node);
  return 1;
}
