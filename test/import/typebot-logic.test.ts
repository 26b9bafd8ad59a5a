import type { Flow } from "@chatloom/flows-schema";
import { importBot } from "@chatloom/flows-schema/import";
import { Chat, chat } from "@chatloom/runtime/chat";
import { describe, expect, test } from "vitest";
import { bubble, group, small, way } from "./typebot-files.ts";

const flowOf = (value: unknown) => importBot([{ path: "bot.json", value }])?.flow as Flow;

describe("logic of Typebot", () => {
  test("takes the first condition that holds, joined by OR, and what does not match", () => {
    const item = (id: string, comparisons: readonly object[], edge: string) => ({
      id,
      content: { logicalOperator: "OR", comparisons },
      outgoingEdgeId: edge,
    });
    const is = (comparisonOperator: string, value: string) => ({
      variableId: "v1",
      comparisonOperator,
      value,
    });
    const file = small(
      [
        bubble("b1", "Say"),
        { id: "b2", type: "text input", options: { variableId: "v1" } },
        {
          id: "b3",
          type: "Condition",
          items: [
            item("c1", [is("Equal to", "one"), is("Starts with", "uno")], "e1"),
            item("c2", [is("Does not match regex", "/^[a-z]+$/i")], "e2"),
          ],
        },
        bubble("b4", "A word"),
      ],
      [
        group("g2", "First", 0, [bubble("x1", "One")]),
        group("g3", "Second", 0, [bubble("x2", "No word")]),
      ],
      [
        way("e1", { blockId: "b3", itemId: "c1" }, "g2"),
        way("e2", { blockId: "b3", itemId: "c2" }, "g3"),
      ],
    );
    const last = (typed: string) => chat(flowOf(file), "hi", typed).at(-1);
    expect([last("unos"), last("Word"), last("12")]).toEqual([
      "bot: One",
      "bot: A word",
      "bot: No word",
    ]);
  });

  test.each([
    ["{{name}}", "Ann", "Ann"],
    ['"Ms " + {{name}}', "Ann", "Ms Ann"],
    ["{{name}} * 2 + 1", "4", "9"],
    ["Dear {{name}}", "Ann", "Dear Ann"],
    ["", "Ann", ""],
  ])("sets a variable to %s", (expressionToEvaluate, typed, result) => {
    const flow = flowOf(
      small([
        bubble("b1", "Say"),
        { id: "b2", type: "text input", options: { variableId: "v1" } },
        { id: "b3", type: "Set variable", options: { variableId: "v2", expressionToEvaluate } },
        bubble("b4", "[{{list}}]"),
      ]),
    );
    expect(chat(flow, "hi", typed).at(-1)).toBe(`bot: [${result}]`);
  });

  test("runs code in a step, and keeps a list", () => {
    const flow = flowOf(
      small([
        {
          id: "b1",
          type: "Set variable",
          options: { variableId: "v2", type: "Append value(s)", item: "a" },
        },
        {
          id: "b2",
          type: "Set variable",
          options: { variableId: "v2", type: "Append value(s)", item: "b" },
        },
        {
          id: "b3",
          type: "Set variable",
          options: { variableId: "v1", expressionToEvaluate: "{{list}}.join('+')", isCode: true },
        },
        bubble("b4", "{{name}}"),
      ]),
    );
    const played = new Chat(flow);
    played.play("hi");
    expect(played.effects.find((it) => it.type === "runCode")).toMatchObject({
      source: "return (variables.list.join('+'));",
      scope: { variables: { list: ["a", "b"] } },
    });
    expect(played.play({ answer: "a+b" }).at(-1)).toBe("bot: a+b");
  });

  test("jumps back to a block, and waits", () => {
    const file = small(
      [
        bubble("b1", "Hello"),
        bubble("b2", "Again?"),
        {
          id: "b3",
          type: "choice input",
          items: [
            { id: "i1", content: "Yes" },
            { id: "i2", content: "No", outgoingEdgeId: "e1" },
          ],
        },
        { id: "b4", type: "Wait", options: { secondsToWaitFor: "2" } },
        { id: "b5", type: "Jump", options: { groupId: "g1", blockId: "b2" } },
      ],
      [group("g2", "End", 0, [bubble("x", "Bye")])],
      [way("e1", { blockId: "b3", itemId: "i2" }, "g2")],
    );
    expect(chat(flowOf(file), "hi", { tap: "Yes" }, { passes: 2_000 }, { tap: "No" })).toEqual([
      "contact: hi",
      "bot: Hello",
      "bot: Again? [Yes] [No]",
      "contact: [Yes]",
      "bot: Again? [Yes] [No]",
      "contact: [No]",
      "bot: Bye",
    ]);
  });

  test("asks other systems and keeps parts of the answer", () => {
    const flow = flowOf(
      small([
        {
          id: "b1",
          type: "Webhook",
          options: {
            webhook: {
              method: "GET",
              url: "https://x.vn/orders",
              queryParams: [{ key: "who", value: "{{name}}" }],
              headers: [],
            },
            responseVariableMapping: [{ variableId: "v1", bodyPath: "data.customer.name" }],
          },
        },
        bubble("b2", "Hello {{name}}"),
      ]),
    );
    const answer = { status: 200, body: { customer: { name: "Lan" } } };
    expect(chat(flow, "hi", { answer })).toEqual([
      "contact: hi",
      "→ GET https://x.vn/orders?who=",
      "bot: Hello Lan",
    ]);
  });
});
