import type { NodeData } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { Chat, chat, testContext } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

type Assignment = NodeData<"setVariable">["assignments"][number];

describe("set variable", () => {
  const set = (assignments: Assignment[], text: string) =>
    chat(
      drawFlow({ s: ["setVariable", { assignments: assignments }], m: says(text) }, ["s > m"]),
      "hi",
    ).at(-1);

  test("computes, appends and clears, each assignment seeing those before it", () => {
    expect(
      set(
        [
          { variable: "n", operation: "set", value: "1.5", as: "number" },
          { variable: "n", operation: "add", value: "{{ n }}2", as: "number" }, // 1.52
          { variable: "list", operation: "append", value: "x", as: "list" },
          { variable: "list", operation: "append", value: "y", as: "list" },
          { variable: "contact.city", operation: "set", value: "Huế", as: "string" },
          { variable: "gone", operation: "clear", as: "string" },
        ],
        "{{ n }} {{ list }} {{ contact.city }} {{ gone }}.",
      ),
    ).toBe("bot: 3.02 x, y Huế .");
  });

  test("a value of the wrong type fails the step", () => {
    expect(
      set([{ variable: "n", operation: "set", value: "many", as: "number" }], "unreachable"),
    ).toBe("bot: Sorry, something went wrong. Please try again later.");
  });

  const line = (variable: string, value: string, as = "string", operation = "set") =>
    ({ variable, operation, value, as }) as Assignment;

  test("templates see the lines above, wherever those write", () => {
    expect(
      set(
        [
          line("price", "2.25", "number"),
          line("total", "{{ price | times: 2 }}", "number"),
          line("contact.city", "Huế"),
          line("workspace.stock", "{{ total }}", "number"),
          line("order", '{"no": 1}', "object"),
          line("order.count", "3", "number"),
          line("label", "{{ total }} {{ contact.city }} {{ workspace.stock }} {{ order.count }}"),
        ],
        "{{ label }}",
      ),
    ).toBe("bot: 4.5 Huế 4.5 3");
  });

  test.each(["en", "de", "vi"])("reads what the flow computes alike for a contact in %s", (it) => {
    const flow = drawFlow(
      {
        s: [
          "setVariable",
          {
            assignments: [
              line("a", "{{ 2.25 | times: 1.5 }}", "number"),
              line("b", "1.250", "number"),
              line("c", "03/04/2026", "date"),
            ],
          },
        ],
        m: says("{{ a }} {{ b }} {{ c }}"),
      },
      ["s > m"],
    );
    const contact = { ...testContext().contact, language: it };
    expect(new Chat(flow, { contact }).play("hi").at(-1)).toBe(
      "bot: 3.375 1.25 2026-03-04T00:00:00.000Z",
    );
  });

  test("reads what the contact typed in their notation", () => {
    const flow = drawFlow(
      {
        s: ["setVariable", { assignments: [line("n", "{{ message.text }}", "number")] }],
        m: says("{{ n }}"),
      },
      ["s > m"],
    );
    const contact = { ...testContext().contact, language: "de" };
    expect(new Chat(flow, { contact }).play("1.250,5").at(-1)).toBe("bot: 1250.5");
    expect(new Chat(flow, { contact }).play("1.250").at(-1)).toBe("bot: 1250");
  });

  test.each([
    ["orders.count", [line("orders", "a", "list", "append")]],
    ["name.first", [line("name", "Ada")]],
  ])(
    "writing %s through a list or text leaves through `error` and loses nothing",
    (path, lines) => {
      const flow = drawFlow(
        {
          first: ["setVariable", { assignments: lines }],
          s: ["setVariable", { assignments: [line(path, "2")] }],
          bad: says("{{ error.code }}: {{ orders }}{{ name }}"),
        },
        ["first > s", "s:error > bad"],
      );
      expect(chat(flow, "hi").at(-1)).toMatch(/^bot: variable.not-writable: (a|Ada)$/);
    },
  );

  test.each([
    ["3 boxes", "number"],
    ["perhaps", "boolean"],
    ["soon", "date"],
    ["[1]", "object"],
  ])("%j as %s leaves through `error`", (value, as) => {
    const flow = drawFlow(
      {
        s: ["setVariable", { assignments: [line("n", value, as)] }],
        bad: says("{{ error.message }}"),
      },
      ["s:error > bad"],
    );
    expect(chat(flow, "hi").at(-1)).toBe(
      `bot: "n" cannot be set: "${value}" is not of the type ${as}`,
    );
  });

  test("understands words for true and keeps big numbers exactly", () => {
    expect(
      set(
        [
          line("a", "ja", "boolean"),
          line("b", "y", "boolean"),
          line("c", "9007199254740993", "number"),
        ],
        "{{ a }} {{ b }} {{ c }}",
      ),
    ).toBe("bot: true true 9007199254740993");
  });
});
