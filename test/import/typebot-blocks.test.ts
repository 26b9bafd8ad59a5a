import type { NodeTypeId } from "@chatloom/flows-schema";
import { type ImportedBot, importBot } from "@chatloom/flows-schema/import";
import { chat } from "@chatloom/runtime/chat";
import { describe, expect, test } from "vitest";
import { bubble, group, small, way } from "./typebot-files.ts";

const read = (value: unknown) => importBot([{ path: "bot.json", value }]) as ImportedBot;
const stepOf = (bot: ImportedBot, type: NodeTypeId) =>
  bot.flow.nodes.find((it) => it.type === type);
const link = (options: object, more: object = {}) => ({
  id: "l1",
  type: "Typebot link",
  options,
  ...more,
});

describe("a link to a group of the same bot", () => {
  const sub = [
    group("g2", "Sub", 300, [
      bubble("b5", "Your name?"),
      { id: "q1", type: "text input", options: { variableId: "v1" }, outgoingEdgeId: "e5" },
    ]),
    group("g3", "Sub end", 600, [bubble("b6", "Thanks")]),
  ];
  const inside = way("e5", { blockId: "q1" }, "g3");

  test("goes on behind the link when the group's conversation ends", () => {
    const blocks = [
      bubble("b1", "Hello"),
      link({ typebotId: "current", groupId: "g2" }),
      bubble("b2", "Back, {{name}}"),
    ];
    const said = chat(read(small(blocks, sub, [inside])).flow, "hi", "Ann");
    expect(said.slice(-2)).toEqual(["bot: Thanks", "bot: Back, Ann"]);
  });

  test("goes on along the way of the link", () => {
    const blocks = [link({ typebotId: "current", groupId: "g2" }, { outgoingEdgeId: "e1" })];
    const file = small(
      blocks,
      [...sub, group("g4", "Behind", 900, [bubble("b7", "Behind")])],
      [inside, way("e1", { blockId: "l1" }, "g4")],
    );
    expect(chat(read(file).flow, "hi", "Ann").slice(-2)).toEqual(["bot: Thanks", "bot: Behind"]);
  });

  test("ends with the group where nothing follows, and begins anew without a group", () => {
    const blocks = [link({ typebotId: "current", groupId: "g2" })];
    const bot = read(small(blocks, sub, [inside]));
    expect(chat(bot.flow, "hi", "Ann").at(-1)).toBe("bot: Thanks");
    expect(bot.flow.nodes.some((it) => it.type === "setVariable")).toBe(false);
    const again = small([
      bubble("b1", "Who?"),
      { id: "q", type: "text input" },
      link({ typebotId: "own" }),
    ]);
    expect(chat(read({ ...again, id: "own" }).flow, "hi", "me").at(-1)).toBe("bot: Who?");
  });
});

describe("requests of Typebot", () => {
  const request = (webhook: object, options: object = {}) => {
    const bot = read(
      small([
        {
          id: "w",
          type: "Webhook",
          options: { webhook: { url: "https://a.vn", ...webhook }, ...options },
        },
      ]),
    );
    return {
      data: stepOf(bot, "http")?.data,
      notes: bot.report.flatMap((it) => it.notes.map(({ code }) => code)),
    };
  };

  test("are sent by POST with every variable, unless they say otherwise", () => {
    expect(request({}).data).toMatchObject({
      method: "POST",
      body: '{"name": "{{ name }}", "list": "{{ list }}"}',
    });
    expect(request({ body: '{"a": 1}' }).data).toMatchObject({
      body: expect.stringContaining("name"),
    });
    expect(request({ body: "{{state}}" }, { isCustomBody: true }).data).toMatchObject({
      body: expect.stringContaining("name"),
    });
    expect(request({ body: '{"n": "{{name}}"}' }, { isCustomBody: true }).data).toMatchObject({
      body: '{"n": "{{ name }}"}',
    });
  });

  test("have no body with GET", () => {
    const { data, notes } = request({ method: "GET", body: "x" });
    expect(data).not.toHaveProperty("body");
    expect(notes).not.toContain("allVariables");
  });
});

describe("models of Typebot", () => {
  const model = (options: object) => {
    const bot = read(small([{ id: "m", type: "mistral", options }]));
    return { bot, data: stepOf(bot, "llm")?.data };
  };

  test("find out variables", () => {
    const { data } = model({
      action: "Generate variables",
      prompt: "Read: {{name}}",
      variablesToExtract: [
        {
          type: "enum",
          variableId: "v1",
          description: "The size",
          values: ["S", "L"],
          isRequired: true,
        },
        { type: "number", variableId: "v2" },
      ],
    });
    expect(data).toMatchObject({
      instructions: "Read: {{ name }}",
      mode: "silent",
      extract: [
        { variable: "name", type: "choice", description: "The size", choices: ["S", "L"] },
        { variable: "list", type: "number" },
      ],
    });
  });

  test.each([
    [{ role: "Dialogue", dialogueVariableId: "v2", startsBy: "user" }, "{{ list }}"],
    [
      {
        role: "Messages sequence ✨",
        content: { userMessagesVariableId: "v1", assistantMessagesVariableId: "v2" },
      },
      "{{ name }}\n{{ list }}",
    ],
  ])("read the conversation that %o keeps", (message, instructions) => {
    const { bot, data } = model({ action: "Create chat completion", messages: [message] });
    expect(data).toMatchObject({ instructions });
    expect(bot.report.find((it) => it.type === "mistral")?.notes.map((it) => it.code)).toEqual([
      "aiHistory",
      "ai",
    ]);
  });

  test("of an assistant ask what the block asks, without its instructions", () => {
    const { bot, data } = model({
      action: "Ask Assistant",
      assistantId: "as1",
      threadVariableId: "v2",
      message: "{{name}}",
      responseMapping: [{ variableId: "v1" }],
    });
    expect(data).toMatchObject({ instructions: "{{ name }}", mode: "silent", saveTo: "name" });
    expect(bot.report.find((it) => it.type === "mistral")?.notes.map((it) => it.code)).toEqual([
      "aiAssistant",
      "ai",
    ]);
  });
});

/** Runs the code of a step as the sandbox does. */
function runCode(data: unknown, variables: object): Promise<unknown> {
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;
  return new AsyncFunction("variables", `"use strict";\n${(data as { source: string }).source}`)(
    variables,
  );
}

describe("code of Typebot", () => {
  const codeOf = (block: object) => {
    const bot = read(small([{ id: "s", ...block }]));
    return { bot, data: stepOf(bot, "code")?.data };
  };

  const expressionOf = (expressionToEvaluate: string) =>
    codeOf({ type: "Set variable", options: { variableId: "v1", expressionToEvaluate } });

  test.each([
    [
      'const greeting = "It\'s {{name}}"; return greeting + `, ({{list}})` + {{name}}',
      "It's 5, (a)5",
    ],
    ["Math.max({{name}} + 1, 2)", 6],
    ["total = {{name}}\ntotal += 1 // one more of them\nreturn total", 6],
    ["{{name}} === 5 ? 'five' : 'more'", "five"],
    ["{{name}}.length", 1],
  ])("computes %s", async (expression, result) => {
    const { data } = expressionOf(expression);
    expect(await runCode(data, { name: "5", list: "a" })).toBe(result);
  });

  test.each([
    "Welcome friend(s) of {{name}}",
    "(024) 94321-665",
    "Open 8 - 12 (not on Sunday)",
    "Is it <b>so</b>? yes",
  ])("is not what %s looks like", (words) => {
    const { bot } = expressionOf(words);
    expect(bot.flow.nodes.some((it) => it.type === "code")).toBe(false);
  });

  test("keeps the words where words that look like code fail", () => {
    const { bot } = expressionOf("Sale: summer(now)");
    const said = chat(bot.flow, "hi", { failure: "code" });
    expect(said).toEqual(["contact: hi", "→ runCode"]);
    const kept = bot.flow.edges.find((it) => it.sourceHandle === "error");
    expect(bot.flow.nodes.find((it) => it.id === kept?.target)?.data).toMatchObject({
      assignments: [{ variable: "name", value: "Sale: summer(now)" }],
    });
  });

  test("sets variables", async () => {
    const content =
      'if ({{name}} === "Ann") { setVariable("list", {{name}} + "!"); return; }\nsetVariable("name", "Bo")';
    const { bot, data } = codeOf({ type: "Code", options: { name: "Greet", content } });
    const run = (name: string) => runCode(data, { name, list: "before" });
    expect([await run("Ann"), await run("Cy")]).toEqual([
      ["Ann!", "Ann"],
      ["before", "Bo"],
    ]);
    expect(stepOf(bot, "setVariable")?.data).toMatchObject({
      assignments: [
        { variable: "list", value: "{{ script[0] }}" },
        { variable: "name", value: "{{ script[1] }}" },
      ],
    });
  });

  test("that names the variable by an expression stays for its author", () => {
    const { bot } = codeOf({ type: "Code", options: { content: "setVariable(what, 1)" } });
    expect(bot.report.find((it) => it.type === "Code")).toMatchObject({ outcome: "unsupported" });
  });
});

test("lists the blocks of a group whose id another group has", () => {
  const file = small([bubble("b1", "First")], [group("g1", "Copy", 300, [bubble("b2", "Second")])]);
  const { report } = read(file);
  expect(report.find((it) => it.name === "Copy › 1")).toMatchObject({
    part: "block",
    type: "text",
  });
  expect(report.find((it) => it.name === "Copy" && it.type === "group")).toMatchObject({
    notes: [{ code: "duplicateId" }],
  });
});
