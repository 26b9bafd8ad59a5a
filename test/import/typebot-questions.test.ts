import { checkFlow, emptyCheckContext } from "@chatloom/flows-schema";
import { type ImportedBot, importBot } from "@chatloom/flows-schema/import";
import { chat } from "@chatloom/runtime/chat";
import { expect, test } from "vitest";
import { bubble, group, small, way } from "./typebot-files.ts";

const read = (value: unknown) => importBot([{ path: "bot.json", value }]) as ImportedBot;
const input = { id: "q1", type: "text input", options: { variableId: "v1" } };
const choice = (id: string, items: readonly object[], options: object = {}) => ({
  id,
  type: "choice input",
  items,
  options,
});
const image = { id: "p1", type: "image", content: { url: "https://x.vn/a.png" } };
const codesOf = (bot: ImportedBot, name: string) =>
  bot.report.find((it) => it.name === name)?.notes.map((it) => it.code);

test("asks with the last words of the group before, one question for each way", () => {
  const bot = read(
    small(
      [
        bubble("b1", "Good day"),
        bubble("b2", "How can we help?"),
        choice("c1", [
          { id: "i1", content: "Order", outgoingEdgeId: "e1" },
          { id: "i2", content: "Return", outgoingEdgeId: "e2" },
        ]),
      ],
      [
        group("g2", "Order", 300, [
          bubble("b3", "Fine."),
          bubble("b4", "Which article?", { outgoingEdgeId: "e3" }),
        ]),
        group("g3", "Return", 300, [
          bubble("b5", "Why do you return it?", { outgoingEdgeId: "e4" }),
        ]),
        group("g4", "Answer", 600, [input, bubble("b6", "Noted: {{name}}")]),
      ],
      [
        way("e1", { blockId: "c1", itemId: "i1" }, "g2"),
        way("e2", { blockId: "c1", itemId: "i2" }, "g3"),
        way("e3", { blockId: "b4" }, "g4"),
        way("e4", { blockId: "b5" }, "g4"),
      ],
    ),
  );
  expect(chat(bot.flow, "hi", { tap: "Order" }, "Shoes").slice(-5)).toEqual([
    "contact: [Order]",
    "bot: Fine.",
    "bot: Which article?",
    "contact: Shoes",
    "bot: Noted: Shoes",
  ]);
  expect(chat(bot.flow, "hi", { tap: "Return" }, "Too small").slice(-4)).toEqual([
    "contact: [Return]",
    "bot: Why do you return it?",
    "contact: Too small",
    "bot: Noted: Too small",
  ]);
  const steps = new Map(bot.flow.nodes.map((it) => [it.id, it.type]));
  const words = bot.report.find((it) => it.name === "Return › 1");
  expect(steps.get(words?.nodeId ?? "")).toBe("ask");
  expect(codesOf(bot, "Answer › 1")).toEqual([]);
});

test("asks with words that stand before set variables and pictures", () => {
  const bot = read(
    small([
      bubble("b1", "Which colour?"),
      image,
      { id: "s1", type: "Set variable", options: { variableId: "v1" } },
      { id: "w1", type: "Wait", options: { secondsToWaitFor: "2" } },
      choice("c1", [{ id: "i1", content: "Red" }], { variableId: "v1" }),
      bubble("b2", "{{name}} it is"),
    ]),
  );
  expect(chat(bot.flow, "hi", { passes: 2_000 }, { tap: "Red" }).slice(1)).toEqual([
    "bot: (image)",
    "bot: Which colour? [Red]",
    "contact: [Red]",
    "bot: Red it is",
  ]);
  expect(codesOf(bot, "One › 5")).toEqual(["mediaFirst"]);
});

test("asks with its own words where the words before depend on what is set between", () => {
  const bot = read(
    small([
      bubble("b1", "You were {{name}}"),
      { id: "s1", type: "Set variable", options: { variableId: "v1", expressionToEvaluate: "Bo" } },
      input,
    ]),
  );
  expect(chat(bot.flow, "hi").slice(1)).toEqual([
    "bot: You were ",
    "bot: Please type your answer.",
  ]);
  expect(codesOf(bot, "One › 3")).toEqual(["questionAdded"]);
});

test("asks again where a way leads back to the input", () => {
  const bot = read(
    small(
      [
        bubble("b1", "Ask me anything."),
        input,
        bubble("b2", "You said {{name}}. What else?", { outgoingEdgeId: "e1" }),
      ],
      [],
      [way("e1", { blockId: "b2" }, "g1", "q1")],
    ),
  );
  expect(chat(bot.flow, "hi", "one", "two").slice(1)).toEqual([
    "bot: Ask me anything.",
    "contact: one",
    "bot: You said one. What else?",
    "contact: two",
    "bot: You said two. What else?",
  ]);
});

test("shows the hint of an input that has no words, unless it is the usual one", () => {
  const asked = (placeholder: string) =>
    chat(
      read(
        small([
          { id: "a1", type: "Set variable", options: { variableId: "v2" } },
          { ...input, options: { variableId: "v1", labels: { placeholder } } },
        ]),
      ).flow,
      "hi",
    ).at(-1);
  expect(asked("Type the name of your shop")).toBe("bot: Type the name of your shop");
  expect(asked("Type your answer...")).toBe("bot: Please type your answer.");
  expect(asked("<strong>Click</strong> here")).toBe("bot: Please type your answer.");
});

test("keeps the value of an answer instead of its label", () => {
  const bot = read(
    small(
      [
        bubble("b1", "Which plan?"),
        choice(
          "c1",
          [
            { id: "i1", content: "The small one", value: "basic" },
            { id: "i2", content: "The big one", value: "pro", outgoingEdgeId: "e1" },
            { id: "i3", content: "None" },
          ],
          { variableId: "v1" },
        ),
        bubble("b2", "Plan {{name}}"),
      ],
      [group("g2", "Big", 300, [bubble("b3", "Great: {{name}}")])],
      [way("e1", { blockId: "c1", itemId: "i2" }, "g2")],
    ),
  );
  const last = (tap: string) => chat(bot.flow, "hi", { tap }).at(-1);
  expect(["The small one", "The big one", "None"].map(last)).toEqual([
    "bot: Plan basic",
    "bot: Great: pro",
    "bot: Plan None",
  ]);
});

test("says which ways of several answers the source never takes", () => {
  const bot = read(
    small(
      [
        bubble("b1", "Which?"),
        choice("c1", [{ id: "i1", content: "A", outgoingEdgeId: "e1" }], {
          isMultipleChoice: true,
        }),
        bubble("b2", "Done"),
      ],
      [group("g2", "Never", 300, [bubble("b3", "Never")])],
      [way("e1", { blockId: "c1", itemId: "i1" }, "g2")],
    ),
  );
  expect(chat(bot.flow, "hi", "A").at(-1)).toBe("bot: Done");
  expect(codesOf(bot, "One → Never")).toEqual(["neverTaken"]);
});

test("pauses on a way that counts in a circle, so that the flow can be published", () => {
  const bot = read(
    small(
      [
        {
          id: "s1",
          type: "Set variable",
          options: { variableId: "v1", expressionToEvaluate: "{{name}} + 1" },
        },
        {
          id: "k1",
          type: "Condition",
          items: [
            {
              id: "i1",
              content: {
                comparisons: [
                  { id: "x", variableId: "v1", comparisonOperator: "Less than", value: "3" },
                ],
              },
              outgoingEdgeId: "e1",
            },
          ],
        },
        bubble("b1", "Counted to {{name}}"),
      ],
      [],
      [way("e1", { blockId: "k1", itemId: "i1" }, "g1")],
    ),
  );
  expect(checkFlow(bot.flow, emptyCheckContext).filter((it) => it.severity === "error")).toEqual(
    [],
  );
  expect(chat(bot.flow, "hi", { passes: 5_000 }).at(-1)).toBe("bot: Counted to 3");
  expect(bot.report.find((it) => it.type === "loop")).toMatchObject({ outcome: "approximated" });
});

test("reads groups without anything else, and the answer of a server", () => {
  const groups = [group("g1", "One", 0, [bubble("b1", "Hi")])];
  expect(chat(read({ groups }).flow, "hi").at(-1)).toBe("bot: Hi");
  const answer = [{ result: { data: { json: { typebot: small([bubble("b1", "Hi")]) } } } }];
  expect(chat(read(answer).flow, "hi").at(-1)).toBe("bot: Hi");
});

test("takes the message that begins the conversation where the source begins with an input", () => {
  const bot = read(small([input, bubble("b1", "You said {{name}}"), bubble("b2", "Bye")]));
  expect(chat(bot.flow, "two pizzas").slice(1)).toEqual(["bot: You said two pizzas", "bot: Bye"]);
  expect(codesOf(bot, "One › 1")).toContain("firstMessage");
  expect(checkFlow(bot.flow, emptyCheckContext).filter((it) => it.severity === "error")).toEqual(
    [],
  );
});
