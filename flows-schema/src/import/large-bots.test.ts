import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { Flow } from "../flow.ts";
import { importBot } from "./import-bot.ts";

test("keeps every trigger of a bot that has more steps than a flow may have", () => {
  const blocks = Array.from({ length: 2_100 }, (_, index) => ({
    id: `b${index}`,
    type: "Set variable",
    options: { variableId: "v", expressionToEvaluate: "1" },
  }));
  const command = (name: string, edge: string) => ({
    id: `c-${name}`,
    type: "command",
    outgoingEdgeId: edge,
    options: { command: name },
  });
  const value = {
    version: "6.1",
    events: [
      { id: "s", type: "start", outgoingEdgeId: "e1" },
      command("help", "e2"),
      command("late", "e3"),
    ],
    groups: [
      { id: "g", title: "All", blocks },
      {
        id: "end",
        title: "End",
        blocks: [
          {
            id: "last",
            type: "text",
            content: { richText: [{ type: "p", children: [{ text: "Bye" }] }] },
          },
        ],
      },
    ],
    edges: [
      { id: "e1", from: { eventId: "s" }, to: { groupId: "g" } },
      { id: "e2", from: { eventId: "c-help" }, to: { groupId: "g" } },
      { id: "e3", from: { eventId: "c-late" }, to: { groupId: "end" } },
    ],
  };
  const bot = importBot([{ path: "a.json", value }]);
  const { nodes = [], edges = [] } = bot?.flow ?? {};
  expect(bot && Value.Check(Flow, bot.flow)).toBe(true);
  expect(nodes).toHaveLength(2_000);
  const events = nodes.filter((it) => it.type === "trigger.event");
  expect(events.map((it) => it.data)).toEqual([{ event: "help" }, { event: "late" }]);
  expect(edges.some((it) => it.source === events[0]?.id)).toBe(true);
  const notesOf = (name: string) =>
    bot?.report.filter((it) => it.name === name).flatMap((it) => it.notes.map(({ code }) => code));
  expect(notesOf("help")).not.toContain("full");
  expect(notesOf("End › 1")).toContain("full");
  expect(bot?.report.flatMap((it) => it.notes)).toContainEqual(
    expect.objectContaining({ code: "triggersFirst", values: { count: 2 } }),
  );
  expect(bot?.report.flatMap((it) => it.notes).map((it) => it.code)).toContain("targetLeft");
});

test("keeps the answers of questions of a Botpress bot that is too large", () => {
  const nodes = Array.from({ length: 2_100 }, (_, index) => ({
    name: `n${index}`,
    onEnter: [`say #!builtin_text-missing${index}`],
    next: [{ condition: "true", node: `n${index + 1}` }],
  }));
  const files = [
    { path: "bot.config.json", value: { id: "b", name: "Big", defaultLanguage: "en" } },
    { path: "flows/main.flow.json", value: { version: "0.0.1", startNode: "n0", nodes } },
    {
      path: "qna/q1.json",
      value: {
        id: "q1",
        data: {
          enabled: true,
          action: "text",
          questions: { en: ["opening hours"] },
          answers: { en: ["From 9 to 5"] },
        },
      },
    },
  ];
  const bot = importBot(files);
  const { nodes: steps = [], edges = [] } = bot?.flow ?? {};
  const question = steps.find((it) => it.type === "trigger.keyword");
  const target = edges.find((it) => it.source === question?.id)?.target;
  expect(question?.data).toMatchObject({ keywords: ["opening hours"] });
  expect(steps.find((it) => it.id === target)?.data).toMatchObject({
    blocks: [{ text: "From 9 to 5" }],
  });
});
