import { importBot } from "@chatloom/flows-schema/import";
import { chat } from "@chatloom/runtime/chat";
import { expect, test } from "vitest";
import { node, text, to } from "./botpress-files.ts";

test("writes Markdown as plain text, asks for a slot once, and forgets it", () => {
  const slot = (name: string, condition: string, target: string) => ({
    caption: name,
    condition,
    node: target,
  });
  const bot = importBot([
    {
      path: "flows/main.flow.json",
      value: {
        startNode: "day",
        nodes: [
          node(
            "day",
            [],
            [
              slot("On extracted", 'temp.extracted == "true"', "said"),
              slot("On not found", 'temp.notExtracted == "true"', "END"),
              slot("On already extracted", 'temp.alreadyExtracted == "true"', "known"),
            ],
            { type: "skill-call", skill: "Slot", flow: "skills/Slot-1.flow.json" },
          ),
          node("said", ["say #!builtin_text-day"], [to("day")]),
          node(
            "known",
            ["say #!builtin_text-known", 'basic-skills/slot_reset {"slotName":"day"}'],
            [to("day")],
          ),
        ],
      },
    },
    {
      path: "flows/skills/Slot-1.flow.json",
      value: {
        startNode: "x",
        nodes: [],
        skillData: { slotName: "day", contentElement: "builtin_text-ask", entities: ["any"] },
      },
    },
    {
      path: "content-elements/builtin_text.json",
      value: [
        text("ask", "Which day?"),
        text("day", "**You** said {{session.slots.day.value}}", { markdown$en: true }),
        text("known", "See [our page](https://x.vn/a_b_c)", { markdown$en: true }),
      ],
    },
  ]);
  if (!bot) {
    throw new Error("It is not recognised");
  }
  const said = chat(bot.flow, "hi", "Monday", { passes: 1_000 }, "Tuesday");
  expect(said.slice(1, 6)).toEqual([
    "bot: Which day?",
    "contact: Monday",
    "bot: You said Monday",
    "bot: See our page (https://x.vn/a_b_c)",
    "bot: Which day?",
  ]);
  expect(bot.report.filter((it) => it.part === "edge").map((it) => it.outcome)).not.toContain(
    "unsupported",
  );
});

test("counts the intent that belongs to a question as used", () => {
  const bot = importBot([
    { path: "flows/main.flow.json", value: { startNode: "a", nodes: [node("a", [], [])] } },
    {
      path: "intents/__qna__1_hours.json",
      value: { name: "__qna__1_hours", utterances: { en: ["Open?"] } },
    },
    {
      path: "qna/1_hours.json",
      value: {
        id: "1_hours",
        data: { enabled: true, questions: { en: ["Open?"] }, answers: { en: ["Always"] } },
      },
    },
  ]);
  expect(bot?.report.find((it) => it.type === "intent")).toMatchObject({ outcome: "mapped" });
});

test("takes ways of the whole flow where a step waits, and forgets what is set to null", () => {
  const bot = importBot([
    {
      path: "flows/main.flow.json",
      value: {
        startNode: "ask",
        catchAll: {
          next: [to("forget", "event.payload.text === 'forget me'"), to("ask")],
          onReceive: ["flag {}"],
        },
        nodes: [
          node("ask", ["say #!builtin_text-ask"], [to("named")], {
            onReceive: [
              'builtin/setVariable {"type":"temp","name":"name","value":"{{event.payload.text}}"}',
            ],
          }),
          node("named", ["say #!builtin_text-named"], [to("ask")]),
          node(
            "forget",
            [
              'builtin/setVariable {"type":"temp","name":"name","value":"null"}',
              "say #!builtin_text-named",
            ],
            [],
          ),
        ],
      },
    },
    {
      path: "content-elements/builtin_text.json",
      value: [text("ask", "Your name?"), text("named", "You are {{temp.name}}.")],
    },
  ]);
  if (!bot) {
    throw new Error("It is not recognised");
  }
  expect(chat(bot.flow, "hi", "Ann", "forget me").slice(1)).toEqual([
    "bot: Your name?",
    "contact: Ann",
    "bot: You are Ann.",
    "bot: Your name?",
    "contact: forget me",
    "bot: You are .",
  ]);
  const all = bot.report.filter((it) => it.name === "main › catchAll");
  expect(all.map((it) => it.outcome)).toEqual(["approximated", "unsupported", "unsupported"]);
});
