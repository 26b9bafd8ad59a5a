import { checkFlow, emptyCheckContext } from "@chatloom/flows-schema";
import { chat } from "@chatloom/runtime/chat";
import { expect, test } from "vitest";
import { read, start, step, way } from "./flowise-files.ts";

test("takes several ways from one place one after the other", () => {
  const reply = (id: string, text: string) =>
    step(id, "directReplyAgentflow", id, { directReplyMessage: text });
  const { flow, report } = read(
    [
      start,
      reply("r1", "First"),
      reply("r2", "Its end"),
      reply("r3", "Second"),
      reply("r4", "Third"),
    ],
    [
      way("startAgentflow_0", "r1"),
      way("r1", "r2"),
      way("startAgentflow_0", "r3"),
      way("startAgentflow_0", "r4"),
    ],
  );
  expect(chat(flow, "hi").slice(1)).toEqual([
    "bot: First",
    "bot: Its end",
    "bot: Second",
    "bot: Third",
  ]);
  expect(checkFlow(flow, emptyCheckContext)).toEqual([]);
  const codes = report
    .filter((it) => it.part === "edge")
    .map((it) => it.notes.map((note) => note.code));
  expect(codes).toEqual([["parallel"], [], ["parallel"], ["parallel"]]);
});

test("collects the results of an iteration, and says where an address is missing", () => {
  const { flow, report } = read(
    [
      start,
      step("iterationAgentflow_0", "iterationAgentflow", "Each", {
        iterationInput: '["Huế", "Vinh"]',
      }),
      step(
        "customFunctionAgentflow_0",
        "customFunctionAgentflow",
        "Work",
        { customFunctionJavascriptFunction: "return 1;" },
        { parentNode: "iterationAgentflow_0" },
      ),
      step("httpAgentflow_0", "httpAgentflow", "Tell", { url: "" }),
      step("directReplyAgentflow_0", "directReplyAgentflow", "Reply", {
        directReplyMessage: "<p>{{ iterationAgentflow_0 }}</p>",
      }),
    ],
    [
      way("startAgentflow_0", "iterationAgentflow_0"),
      way("iterationAgentflow_0", "directReplyAgentflow_0"),
      way("directReplyAgentflow_0", "httpAgentflow_0"),
    ],
  );
  const done = { answer: { result: "done" } };
  expect(chat(flow, "hi", done, done).at(-2)).toMatch(/^bot: .*done.*done/);
  expect(report.find((it) => it.name === "Tell")?.notes.map((it) => it.code)).toEqual([
    "storedRequest",
  ]);
});
