import { checkFlow, emptyCheckContext, Flow } from "@chatloom/flows-schema";
import { type ImportedBot, importBot } from "@chatloom/flows-schema/import";
import { chat } from "@chatloom/runtime/chat";
import { Value } from "typebox/value";
import { describe, expect, test } from "vitest";
import { bubble, leadScore, small, way } from "./typebot-files.ts";

const read = (value: unknown): ImportedBot => {
  const bot = importBot([{ path: "bot.json", value }]);
  if (!bot) {
    throw new Error("It is not recognised");
  }
  return bot;
};
const flowOf = (value: unknown) => read(value).flow;
const notesOf = (bot: ImportedBot, name: string) =>
  bot.report.filter((it) => it.name === name).flatMap((it) => it.notes.map((note) => note.code));

describe.each(Object.entries(leadScore))("a Typebot of version %s", (_, file) => {
  test("becomes a flow that holds the same conversation", () => {
    expect(chat(flowOf(file), "hi", { tap: "Yes" }, "ACME", "many", "50")).toEqual([
      "contact: hi",
      "bot: Hi there!",
      "bot: Do you work for a company? [Yes] [No]",
      "contact: [Yes]",
      "bot: Which company?",
      "contact: ACME",
      "bot: How many people work at ACME?",
      "contact: many",
      "bot: Please enter a number of at least 1.",
      "contact: 50",
      "bot: Your score is 30.",
      "bot: Bye",
    ]);
    expect(chat(flowOf(file), "hi", "no").slice(-2)).toEqual(["bot: Your score is 0.", "bot: Bye"]);
  });

  test("fits the schema, has nothing to mend, and a line for every part", () => {
    const { flow, report } = read(file);
    expect(Value.Check(Flow, flow)).toBe(true);
    expect(checkFlow(flow, emptyCheckContext).filter((it) => it.severity === "error")).toEqual([]);
    const count = (part: string) => report.filter((it) => it.part === part).length;
    expect([count("block"), count("edge"), count("variable"), count("condition")]).toEqual([
      14, 6, 3, 1,
    ]);
    const ids = new Set(flow.nodes.map((it) => it.id));
    expect(report.filter((it) => it.part === "block").every((it) => ids.has(it.nodeId ?? ""))).toBe(
      true,
    );
    expect(report.find((it) => it.type === "Google Sheets")).toMatchObject({
      outcome: "unsupported",
    });
    expect(report.find((it) => it.name === "theme")).toMatchObject({ outcome: "unsupported" });
    expect(report.find((it) => it.name === "Công ty")?.notes[0]).toEqual({
      code: "renamed",
      values: { name: "Cong_ty" },
    });
  });
});

describe("inputs of Typebot", () => {
  test.each([
    ["email input", "a@b.vn", "a@b.vn"],
    ["url input", "https://x.vn", "https://x.vn"],
    ["phone number input", "+84 912 345 678", "+84912345678"],
    ["rating input", "7", "7"],
    ["date input", "2026-07-01", "2026-07-01"],
    ["time input", "14:30", "14:30"],
    ["text input", "anything", "anything"],
  ])("%s keeps what fits", (type, typed, kept) => {
    const flow = flowOf(
      small([
        bubble("b1", "Ask"),
        { id: "b2", type, options: { variableId: "v1" } },
        bubble("b3", "Got {{name}}"),
      ]),
    );
    expect(chat(flow, "hi", typed)).toEqual([
      "contact: hi",
      expect.stringMatching(/^bot: Ask/),
      `contact: ${typed}`,
      `bot: Got ${kept}`,
    ]);
  });

  test("several answers may be tapped or written", () => {
    const items = ["Red", "Blue"].map((content, index) => ({ id: `i${index}`, content }));
    const flow = flowOf(
      small([
        bubble("b1", "Colours?"),
        {
          id: "b2",
          type: "choice input",
          items,
          options: { variableId: "v1", isMultipleChoice: true },
        },
        bubble("b3", "You like {{name}}"),
      ]),
    );
    expect(chat(flow, "hi", "Red, Blue").slice(1)).toEqual([
      "bot: Colours? [Red] [Blue]",
      "contact: Red, Blue",
      "bot: You like Red, Blue",
    ]);
  });

  test("answers with a condition appear only where it holds", () => {
    const when = {
      comparisons: [{ id: "k", variableId: "v1", comparisonOperator: "Equal to", value: "vip" }],
    };
    const file = small([
      bubble("b1", "Who?"),
      { id: "b2", type: "text input", options: { variableId: "v1" } },
      bubble("b3", "What?"),
      {
        id: "b4",
        type: "choice input",
        items: [
          { id: "i1", content: "Usual" },
          { id: "i2", content: "Special", displayCondition: { isEnabled: true, condition: when } },
        ],
      },
      bubble("b5", "Done"),
    ]);
    expect(chat(flowOf(file), "hi", "vip").at(-1)).toBe("bot: What? [Usual] [Special]");
    expect(chat(flowOf(file), "hi", "me", { tap: "Usual" }).slice(-3)).toEqual([
      "bot: What? [Usual]",
      "contact: [Usual]",
      "bot: Done",
    ]);
  });
});

test("names every setting, way and block that is not taken over", () => {
  const bot = read({
    ...small([
      bubble("b1", "Hi"),
      {
        id: "b2",
        type: "date input",
        options: { variableId: "v1", format: "dd.MM", isRange: true },
      },
      { id: "b3", type: "hologram", options: { depth: 3 }, outgoingEdgeId: "e9" },
    ]),
    edges: [
      way("e0", { eventId: "ev" }, "g1"),
      way("e9", { blockId: "b3" }, "gone"),
      way("e10", { blockId: "x" }, "g1"),
    ],
    settings: { general: { isInputPrefillEnabled: true }, unknownPart: { a: 1 } },
    resultColour: "red",
  });
  expect(notesOf(bot, "One › 2")).toEqual(["format", "dateRange"]);
  expect(notesOf(bot, "One › 3")).toEqual(["unknownBlock"]);
  expect(notesOf(bot, "One → gone")).toEqual(["danglingEdge"]);
  expect(notesOf(bot, "x → One")).toEqual(["danglingSource"]);
  expect(notesOf(bot, "settings.general")).toEqual(["settingsLeft", "delivery"]);
  expect(notesOf(bot, "settings.unknownPart")).toEqual(["settingsLeft"]);
  expect(bot.report[0]?.notes[0]?.values.settings).toContain('resultColour: "red"');
});
