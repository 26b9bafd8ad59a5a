import { checkFlow, emptyCheckContext, Flow } from "@chatloom/flows-schema";
import { importBot } from "@chatloom/flows-schema/import";
import { Chat, chat } from "@chatloom/runtime/chat";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { mention, read, start, step, way } from "./flowise-files.ts";

test("sorts by scenarios, keeps a model's answer, and replies", () => {
  const { flow, report } = read(
    [
      start,
      step("conditionAgentAgentflow_0", "conditionAgentAgentflow", "Intent", {
        conditionAgentInput: mention("question"),
        conditionAgentScenarios: [{ scenario: "Wants a refund" }, { scenario: "Anything else" }],
        conditionAgentInstructions: "<p>You sort.</p>",
      }),
      step("llmAgentflow_0", "llmAgentflow", "Refunds", {
        llmModel: "chatOpenAI",
        llmModelConfig: { modelName: "gpt-4o-mini", temperature: 0.2 },
        llmMessages: [
          { role: "system", content: "<p>You handle refunds in {{ $flow.state.city }}.</p>" },
        ],
        llmUpdateState: [{ key: "city", value: "<p>{{ output.content }}</p>" }],
      }),
      step("directReplyAgentflow_0", "directReplyAgentflow", "Reply", {
        directReplyMessage: `<p>Refunds says:</p>${mention("llmAgentflow_0")}<p>City {{ $flow.state.city }}</p>`,
      }),
      step("agentAgentflow_1", "agentAgentflow", "General", {
        agentMessages: [],
        agentTools: [{ agentSelectedTool: "googleSearch" }],
      }),
      step("stickyNote_0", "stickyNoteAgentflow", "Note", { note: "Remember the refund rules" }),
    ],
    [
      way("startAgentflow_0", "conditionAgentAgentflow_0"),
      way("conditionAgentAgentflow_0", "llmAgentflow_0", 0),
      way("conditionAgentAgentflow_0", "agentAgentflow_1", 1),
      way("llmAgentflow_0", "directReplyAgentflow_0"),
    ],
  );
  const answers = [{ data: { class: "s0" } }, { text: "Ok, refunded." }];
  expect(chat(flow, "refund please", ...answers.map((answer) => ({ answer })))).toEqual([
    "contact: refund please",
    "→ callLlm",
    "→ callLlm",
    "bot: Refunds says:\nOk, refunded.\nCity Ok, refunded.",
  ]);
  expect(Value.Check(Flow, flow)).toBe(true);
  expect(checkFlow(flow, emptyCheckContext).filter((it) => it.severity === "error")).toEqual([]);
  expect(flow.name).toBe("Support Agents");
  expect(report.find((it) => it.name === "General")?.notes.map((it) => it.code)).toContain(
    "aiTools",
  );
  expect(report.find((it) => it.name === "Note")).toMatchObject({ outcome: "mapped" });
  expect(flow.notes?.map((it) => it.text)).toEqual(["Remember the refund rules"]);
  expect(report.filter((it) => it.part === "edge").map((it) => it.outcome)).toEqual(
    Array(4).fill("mapped"),
  );
});

test("takes the first condition that holds, else the last output", () => {
  const { flow } = read(
    [
      start,
      step("conditionAgentflow_0", "conditionAgentflow", "Check", {
        conditions: [
          {
            type: "string",
            value1: mention("question"),
            operation: "contains",
            value2: "<p>price</p>",
          },
          {
            type: "string",
            value1: "{{ $flow.state.city }}",
            operation: "equal",
            value2: "Đà Nẵng",
          },
        ],
      }),
      ...["Price", "City", "Else"].map((label, index) =>
        step(`directReplyAgentflow_${index}`, "directReplyAgentflow", label, {
          directReplyMessage: label,
        }),
      ),
    ],
    [
      way("startAgentflow_0", "conditionAgentflow_0"),
      ...[0, 1, 2].map((it) => way("conditionAgentflow_0", `directReplyAgentflow_${it}`, it)),
    ],
  );
  expect(chat(flow, "the price?", "hello").filter((it) => it.startsWith("bot"))).toEqual([
    "bot: Price",
    "bot: Else",
  ]);
});

test("asks the contact, loops back up to the limit, and then says so", () => {
  const { flow } = read(
    [
      start,
      step("humanInputAgentflow_0", "humanInputAgentflow", "Approve", {
        humanInputDescriptionType: "fixed",
        humanInputDescription: "<p>Send it?</p>",
        humanInputEnableFeedback: false,
      }),
      step("directReplyAgentflow_0", "directReplyAgentflow", "Sent", {
        directReplyMessage: "Sent",
      }),
      step("loopAgentflow_0", "loopAgentflow", "Again", {
        loopBackToNode: "humanInputAgentflow_0-Approve",
        maxLoopCount: 1,
        fallbackMessage: "Too often",
      }),
    ],
    [
      way("startAgentflow_0", "humanInputAgentflow_0"),
      way("humanInputAgentflow_0", "directReplyAgentflow_0", 0),
      way("humanInputAgentflow_0", "loopAgentflow_0", 1),
    ],
  );
  expect(chat(flow, "go", { tap: "Reject" }, { tap: "Proceed" }).slice(-2)).toEqual([
    "contact: [Proceed]",
    "bot: Sent",
  ]);
  expect(chat(flow, "go", { tap: "Reject" }, { tap: "Reject" }).at(-1)).toBe("bot: Too often");
});

test("goes through a list, calls a system and runs a function", () => {
  const { flow, report } = read(
    [
      start,
      step("httpAgentflow_0", "httpAgentflow", "Fetch", {
        method: "GET",
        url: "https://x.vn/list",
        queryParams: [{ key: "q", value: mention("question") }],
        headers: "",
      }),
      step("customFunctionAgentflow_0", "customFunctionAgentflow", "Names", {
        customFunctionInputVariables: [
          { variableName: "data", variableValue: "{{ httpAgentflow_0 }}" },
        ],
        customFunctionJavascriptFunction: "return JSON.parse($data).map((it) => it.name);",
      }),
      step("iterationAgentflow_0", "iterationAgentflow", "Each", {
        iterationInput: mention("customFunctionAgentflow_0"),
      }),
      step(
        "directReplyAgentflow_0",
        "directReplyAgentflow",
        "Say",
        { directReplyMessage: "Name: {{ $iteration }}" },
        { parentNode: "iterationAgentflow_0" },
      ),
      step("directReplyAgentflow_1", "directReplyAgentflow", "Done", {
        directReplyMessage: "Done",
      }),
      step("mysteryAgentflow_0", "mysteryAgentflow", "Mystery", { power: 9 }),
    ],
    [
      way("startAgentflow_0", "httpAgentflow_0"),
      way("httpAgentflow_0", "customFunctionAgentflow_0"),
      way("customFunctionAgentflow_0", "iterationAgentflow_0"),
      way("iterationAgentflow_0", "directReplyAgentflow_1"),
      way("directReplyAgentflow_1", "gone"),
    ],
  );
  const played = new Chat(flow);
  played.play("x y", { answer: { status: 200, body: [{ name: "A" }, { name: "B" }] } });
  expect(played.lines).toContain("→ GET https://x.vn/list?q=x%20y");
  expect(played.play({ answer: ["A", "B"] }).slice(-3)).toEqual([
    "bot: Name: A",
    "bot: Name: B",
    "bot: Done",
  ]);
  expect(report.find((it) => it.name === "Mystery")).toMatchObject({ outcome: "unsupported" });
  expect(report.find((it) => it.name === "Done → gone")).toMatchObject({ outcome: "unsupported" });
});

test("shows the form of the start, and reads the export of a whole server", () => {
  const form = step("startAgentflow_0", "startAgentflow", "Start", {
    startInputType: "formInput",
    formTitle: "Book",
    formInputTypes: [
      { type: "string", label: "Your name", name: "who" },
      {
        type: "options",
        label: "Size",
        name: "size",
        addOptions: [{ option: "S" }, { option: "L" }],
      },
    ],
  });
  const reply = step("directReplyAgentflow_0", "directReplyAgentflow", "Reply", {
    directReplyMessage: "Hi {{ $form.who }}",
  });
  const flowData = JSON.stringify({
    nodes: [form, reply],
    edges: [way("startAgentflow_0", "directReplyAgentflow_0")],
  });
  const bot = importBot([
    { path: "all.json", value: { AgentFlowV2: [{ name: "Booking", flowData }] } },
  ]);
  const flow = bot?.flow as Flow;
  expect(flow.name).toBe("Booking");
  expect(flow.nodes.find((it) => it.type === "webForm")?.data).toMatchObject({
    title: "Book",
    questions: [
      { label: "Your name", expect: "text" },
      { label: "Size", expect: "choice", choices: ["S", "L"] },
    ],
  });
});
