import { defined } from "../../defined.ts";
import type { NodeData } from "../../flow.ts";
import type { StepChain } from "../step-chain.ts";
import { listOf } from "./flowise-fields.ts";
import type { FlowiseFlow, FlowiseNode } from "./flowise-flow.ts";

type Question = NodeData<"webForm">["questions"][number];

/** Draws the start: a trigger, the first message, the state and the form. Returns how many outputs it has. */
export function drawStart(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): number {
  const { inputs, line, place } = node;
  const { draft } = flow;
  const kind = inputs.text("startInputType") || "chatInput";
  const left = { x: place.x - 400, y: place.y };
  if (kind === "webhookTrigger") {
    line.note("webhook", { event: "webhook" });
    chain.also({
      node: draft.add("trigger.event", { event: "webhook" }, { id: "start", ...left, line }),
      port: "next",
    });
  } else {
    line.remark("startsAnywhere");
    const any = draft.add(
      "trigger.any",
      { kinds: [], channels: [] },
      { id: "start", ...left, line },
    );
    chain.also({ node: any, port: "next" });
  }
  inputs.skip("startEphemeralMemory");
  if (inputs.flag("startPersistState")) {
    line.note("state");
  }
  const state = listOf(inputs, "startState").filter((it) => it.text("key") !== "");
  const question = flow.text.question;
  line.remark("question", { question });
  chain.add(
    "setVariable",
    {
      assignments: [
        {
          variable: question,
          operation: "set" as const,
          value: "{{ message.text }}",
          as: "string" as const,
        },
        ...state.map((it) => {
          const value = flow.text.template(it.text("value"), line);
          return {
            variable: flow.text.state(it.text("key")),
            operation: value === "" ? ("clear" as const) : ("set" as const),
            ...defined({ value: value || undefined }),
            as: "string" as const,
          };
        }),
      ].slice(0, 20),
    },
    { id: "first_message", line },
  );
  if (kind === "formInput") {
    drawForm(flow, node, chain);
  }
  flow.follow(chain, node);
  return 1;
}

function drawForm(flow: FlowiseFlow, node: FlowiseNode, chain: StepChain): void {
  const { inputs, line } = node;
  const title = inputs.text("formTitle");
  const questions = listOf(inputs, "formInputTypes")
    .slice(0, 20)
    .map((it, index): Question => {
      const type = it.text("type");
      const options = listOf(it, "addOptions")
        .map((option) => option.text("option"))
        .filter(Boolean);
      const choices = type === "boolean" ? ["Yes", "No"] : options;
      const name = it.text("name") || `field${index + 1}`;
      return {
        id: `q${index + 1}`,
        label: it.text("label") || name,
        expect: type === "number" ? "number" : choices.length > 0 ? "choice" : "text",
        required: true,
        saveTo: flow.text.form(name),
        ...defined({
          choices:
            choices.length > 0
              ? choices.slice(0, 50).map((choice) => choice.slice(0, 64))
              : undefined,
        }),
      };
    });
  if (questions.length === 0) {
    return;
  }
  line.note("form");
  chain.add(
    "webForm",
    {
      text:
        flow.text.template(inputs.text("formDescription"), line) ||
        title ||
        "Please fill in the form.",
      button: "Open the form",
      title,
      questions,
    },
    { id: "form", line },
  );
}
