import fc from "fast-check";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { Flow } from "../flow.ts";
import { importBot } from "./import-bot.ts";
import { importNoteInWords, importNotes } from "./import-notes.ts";

const odd = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    "",
    "x",
    "__proto__",
    "{{",
    "{{a}}",
    "{% if %}",
    "constructor",
    1e308,
  ),
  fc.string({ maxLength: 30 }),
  fc.array(fc.constantFrom("a", 1, null), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom("id", "text", "__proto__", "type"), fc.constantFrom("a", 1, null)),
);
const id = fc.constantFrom("a", "b", "c", "", "__proto__", "constructor", 7 as never);

/** An object that has the given fields, each as wanted or odd, or not at all. */
function loose(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  const each = Object.entries(fields).map(
    ([key, value]) => [key, fc.oneof({ weight: 8, arbitrary: value }, odd)] as const,
  );
  return fc.record(Object.fromEntries(each), { requiredKeys: [] });
}

const comparison = loose({
  variableId: id,
  comparisonOperator: fc.constantFrom("Equal to", "Contains", "?"),
  value: odd,
});
const condition = loose({
  logicalOperator: fc.constantFrom("AND", "OR"),
  comparisons: fc.array(comparison, { maxLength: 2 }),
});
const item = loose({
  id,
  content: fc.oneof(fc.string(), condition),
  outgoingEdgeId: id,
  title: odd,
  pictureSrc: odd,
  displayCondition: loose({ isEnabled: fc.boolean(), condition }),
});
const options = loose({
  variableId: id,
  type: fc.constantFrom("Custom", "Empty", "Pop", "Now", "Append value(s)"),
  expressionToEvaluate: odd,
  secondsToWaitFor: odd,
  groupId: id,
  blockId: id,
  webhook: loose({
    url: odd,
    method: odd,
    headers: fc.array(loose({ key: odd, value: odd }), { maxLength: 2 }),
  }),
  messages: fc.array(loose({ role: odd, content: odd }), { maxLength: 2 }),
  length: odd,
  min: odd,
});
const type = fc.constantFrom(
  "text",
  "image",
  "text input",
  "choice input",
  "picture choice input",
  "number input",
  "rating input",
  "Condition",
  "Set variable",
  "Jump",
  "AB test",
  "Webhook",
  "webhook",
  "Wait",
  "openai",
  "Email",
  "start",
  "__proto__",
  "toString",
  "payment input",
  "Typebot link",
);
const block = loose({
  id,
  type,
  content: loose({
    richText: fc.array(
      loose({
        type: fc.constantFrom("p", "ul", "a"),
        text: odd,
        children: fc.array(loose({ text: odd })),
      }),
    ),
    url: odd,
  }),
  items: fc.array(item, { maxLength: 3 }),
  options,
  outgoingEdgeId: id,
});
const edge = loose({
  id,
  from: loose({ blockId: id, itemId: id }),
  to: loose({ groupId: id, blockId: id }),
});
const typebot = fc.record({
  version: fc.constantFrom("3", "5", "6", "9"),
  groups: fc.array(
    loose({
      id,
      title: odd,
      graphCoordinates: loose({ x: odd, y: odd }),
      blocks: fc.array(block, { maxLength: 4 }),
    }),
    { maxLength: 3 },
  ),
  edges: fc.array(edge, { maxLength: 5 }),
  variables: fc.array(loose({ id, name: odd, value: odd }), { maxLength: 3 }),
  events: fc.array(
    loose({ id, type: fc.constantFrom("start", "command", "reply"), outgoingEdgeId: id }),
    { maxLength: 2 },
  ),
  settings: odd,
});

const transition = loose({
  condition: fc.oneof(
    odd,
    fc.constantFrom("true", "temp.a == 'b'", "event.nlu.intent.name === 'c'", "x("),
  ),
  node: fc.oneof(id, fc.constantFrom("END", "#", "#a", "other.flow.json", "main.flow.json#a")),
});
const botpressNode = loose({
  id,
  name: id,
  type: fc.constantFrom("standard", "skill-call", "listen", "success"),
  skill: fc.constantFrom("choice", "CallAPI", "Slot", "x"),
  flow: fc.constantFrom("skills/a.flow.json", "x"),
  onEnter: fc.array(
    fc.oneof(
      odd,
      fc.constantFrom(
        "say #!builtin_text-1",
        "say #builtin_card {}",
        'builtin/setVariable {"type":"temp","name":"a","value":1}',
        "run {",
      ),
    ),
    { maxLength: 3 },
  ),
  onReceive: fc.constantFrom(null, []),
  next: fc.array(transition, { maxLength: 3 }),
});
const botpressFlow = fc.record({
  startNode: fc.constantFrom("a", "b"),
  nodes: fc.array(botpressNode, { maxLength: 4 }),
  catchAll: odd,
});
const content = fc.array(
  loose({
    id: fc.constantFrom("builtin_text-1", "builtin_card-1"),
    formData: loose({
      text$en: odd,
      choices$en: fc.array(loose({ title: odd, value: odd })),
      actions: odd,
    }),
  }),
  { maxLength: 3 },
);

const value = loose({
  llmMessages: odd,
  conditions: fc.array(loose({ value1: odd, value2: odd, operation: odd }), { maxLength: 2 }),
  loopBackToNode: id,
  directReplyMessage: odd,
  startState: odd,
  formInputTypes: odd,
  iterationInput: odd,
  url: odd,
  maxLoopCount: odd,
});
const flowise = fc.record({
  nodes: fc.array(
    loose({
      id,
      parentNode: id,
      data: loose({
        name: fc.constantFrom(
          "startAgentflow",
          "llmAgentflow",
          "conditionAgentflow",
          "loopAgentflow",
          "iterationAgentflow",
          "directReplyAgentflow",
          "humanInputAgentflow",
          "httpAgentflow",
          "xAgentflow",
        ),
        label: odd,
        inputs: value,
      }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  edges: fc.array(
    loose({
      source: id,
      target: id,
      sourceHandle: fc.constantFrom("a-output-0", "a-output-1", "x"),
    }),
    { maxLength: 5 },
  ),
});

test.each([
  ["Typebot", typebot.map((it) => [{ path: "a.json", value: it }])],
  [
    "Botpress",
    fc.tuple(botpressFlow, botpressFlow, content).map(([main, other, elements]) => [
      { path: "flows/main.flow.json", value: main },
      { path: "flows/other.flow.json", value: other },
      { path: "content-elements/builtin_text.json", value: elements },
      { path: "x.json", value: 7 },
    ]),
  ],
  ["Flowise", flowise.map((it) => [{ path: "a.json", value: it }])],
] as const)("turns any file like one of %s into a flow that fits the schema", (_, files) => {
  fc.assert(
    fc.property(files as fc.Arbitrary<{ path: string; value: unknown }[]>, (given) => {
      // Exports are JSON, so a field may be called __proto__.
      const read = JSON.parse(JSON.stringify(given)) as typeof given;
      const bot = importBot(read);
      if (bot) {
        expect([...Value.Errors(Flow, bot.flow)]).toEqual([]);
        const steps = bot.flow.nodes.map((it) => it.id);
        expect(steps).toEqual(expect.arrayContaining(bot.report.flatMap((it) => it.nodeId ?? [])));
        const codes = checkFlow(bot.flow, emptyCheckContext).map((it) => it.code);
        expect(codes).not.toContain("loop.silent");
      }
      for (const { notes } of bot?.report ?? []) {
        for (const { code, values } of notes) {
          const places = [...importNotes[code].matchAll(/\{\{(\w+)\}\}/g)].map((it) => it[1]);
          expect(Object.keys(values)).toEqual(expect.arrayContaining(places));
          expect(importNoteInWords(code, values)).toMatch(/\S/);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test("stands a huge, a deep and a circular bot", () => {
  let deep: object = { text: "x" };
  for (let depth = 0; depth < 5_000; depth++) {
    deep = { type: "p", children: [deep] };
  }
  const blocks = Array.from({ length: 2_100 }, (_, index) => ({
    id: `b${index}`,
    type: "Set variable",
    options: { variableId: "v", expressionToEvaluate: "x".repeat(3_000) },
  }));
  const groups = [
    {
      id: "g",
      title: "All",
      blocks: [{ id: "t", type: "text", content: { richText: [deep] } }, ...blocks],
    },
    ...Array.from({ length: 50 }, (_, index) => ({
      id: `g${index}`,
      title: "Jump",
      blocks: [{ id: `j${index}`, type: "Jump", options: { groupId: `g${(index + 1) % 50}` } }],
    })),
  ];
  const bot = importBot([
    { path: "a.json", value: { version: "6", groups, edges: [], events: [] } },
  ]);
  expect(bot && Value.Check(Flow, bot.flow)).toBe(true);
  const codes = bot?.report.flatMap((it) => it.notes).map((it) => it.code);
  expect(codes).toEqual(expect.arrayContaining(["tooMany", "full"]));
});

test.each([
  {},
  { nodes: [] },
  { groups: {} },
  { name: "Ours", formatVersion: 2, nodes: [], edges: [] },
])("takes %j for no export", (given) => {
  expect(importBot([{ path: "a.json", value: given }])).toBeUndefined();
});
