import {
  type ConversationTest,
  emptyFlow,
  type Flow,
  type TestStep,
  testProblemText,
} from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { drawFlow, says } from "../testing/draw-flow.ts";
import { conversationTester, type TestResult } from "./conversation-tester.ts";

/** Asks for an order, looks it up, and hands over if the shop does not answer. */
const orders = drawFlow(
  {
    begin: ["trigger.any"],
    ask: ["ask", { text: "Which order?", saveTo: "order" }],
    look: [
      "http",
      { url: "https://shop.example/{{ order }}", save: [{ path: "state", saveTo: "state" }] },
    ],
    tell: says("It is {{ state }}."),
    people: ["handoff", { assignTo: "anyone" }],
  },
  ["begin > ask", "ask > look", "look > tell", "look:error > people"],
);

function run(steps: readonly TestStep[], flow: Flow = orders, rest = {}): TestResult {
  const world = {
    flowId: "f",
    flows: { f: flow },
    channels: [],
    workspace: { id: "w", name: "Shop", variables: {} },
  };
  return conversationTester(world)({ name: "t", ...rest, steps: [...steps] } as ConversationTest);
}

/** The words of the first problem. */
function problemOf(...steps: readonly TestStep[]): string | undefined {
  const { first } = run(steps);
  return first && testProblemText(first.problem);
}

const asked: TestStep[] = [
  { kind: "write", text: "hi" },
  { kind: "says", text: "Which order?" },
  { kind: "write", text: "42" },
];
const answered: TestStep[] = [
  ...asked,
  { kind: "answer", value: { status: 200, body: { state: "on its way" } } },
];

describe("a conversation test", () => {
  test("passes where every expectation holds, with the transcript and the coverage", () => {
    const result = run([
      ...answered,
      { kind: "contains", text: "on its way" },
      { kind: "silent" },
      { kind: "variable", name: "state", value: "on its way" },
      { kind: "passes", nodeId: "tell" },
      { kind: "never", text: "error" },
      { kind: "ended" },
    ]);
    expect(result.first).toBeUndefined();
    expect(result.passed).toBe(true);
    expect(result.transcript).toMatchObject([
      { from: "contact", text: "hi", step: 0 },
      { from: "bot", text: "Which order?", step: 0, nodeId: "ask" },
      { from: "contact", text: "42" },
      { from: "note", text: "→ GET https://shop.example/42" },
      { from: "bot", text: "It is on its way." },
    ]);
    expect(result.coverage.nodes).toEqual(["begin", "ask", "look", "tell"]);
    expect(result.coverage.ports).toContain("look next");
    expect(result.coverage.ports).not.toContain("look error");
  });

  test("a failed call takes the error path, by a failure or by a status of 400 or more", () => {
    for (const failure of [
      { kind: "fail", code: "http.timeout" },
      { kind: "answer", value: { status: 503, body: null } },
    ] satisfies TestStep[]) {
      expect(problemOf(...asked, failure, { kind: "handedOver" })).toBeUndefined();
    }
  });

  test.each<[string, TestStep[], string]>([
    [
      "another text",
      [
        { kind: "write", text: "hi" },
        { kind: "says", text: "Hello!" },
      ],
      'Expected the bot to say "Hello!", but it said "Which order?".',
    ],
    [
      "nothing said",
      [...asked, { kind: "says", text: "Thanks" }],
      'Expected the bot to say "Thanks", but it said nothing more.',
    ],
    [
      "a text that no message contains",
      [...answered, { kind: "contains", text: "sent" }],
      'No further message contains "sent". The bot said: "It is on its way."',
    ],
    [
      "more than expected",
      [{ kind: "write", text: "hi" }, { kind: "silent" }],
      'Expected no further message, but the bot said "Which order?".',
    ],
    [
      "a variable",
      [...asked, { kind: "variable", name: "order", value: 42 }],
      'Expected order to be 42, but it is "42".',
    ],
    ["a step", [...answered, { kind: "passes", nodeId: "people" }], /came to the step people/],
    ["people", [...asked, { kind: "handedOver" }], /the bot still has it/],
    ["the end", [...asked, { kind: "ended" }], /it waits at a step/],
    ["a tap", [{ kind: "tap", label: "Yes" }], 'Nothing to tap is called "Yes". Offered: –'],
    ["an answer", [{ kind: "answer", value: {} }], /waits for no answer/],
    ["a callback", [{ kind: "callback", body: {} }], /waits for no call/],
    ["a start", [{ kind: "start", nodeId: "gone" }], /no step gone/],
  ] as [string, TestStep[], string][])("says what differs: %s", (_, steps, words) => {
    expect(problemOf(...steps)).toMatch(words);
  });

  test("a text that must never be said counts for what comes after it, too", () => {
    const { steps } = run([{ kind: "never", text: "on its way" }, ...answered]);
    expect(steps[0]).toMatchObject({ state: "failed", problem: { code: "saidForbidden" } });
  });

  test("nothing is played after an event that cannot happen", () => {
    const { steps } = run([{ kind: "tap", label: "Yes" }, ...asked]);
    expect(steps.map((it) => it.state)).toEqual(["failed", "skipped", "skipped", "skipped"]);
  });

  test("timers fire when time passes, and the contact's facts count", () => {
    const flow = drawFlow(
      {
        wait: ["wait", { until: "duration", duration: { amount: 2, unit: "hours" } }],
        tell: says("Still there, {{ contact.firstName }}?"),
      },
      ["wait > tell"],
    );
    const early: TestStep[] = [
      { kind: "write", text: "hi" },
      { kind: "wait", minutes: 119 },
    ];
    const late: TestStep[] = [
      { kind: "wait", minutes: 1 },
      { kind: "says", text: "Still there, Minh?" },
    ];
    const contact = { contact: { firstName: "Minh" } };
    expect(run([...early, { kind: "silent" }, ...late], flow, contact).first).toBeUndefined();
  });

  test("people take over and hand back", () => {
    const handedOver: TestStep[] = [...asked, { kind: "fail", code: "http.timeout" }];
    const steps: TestStep[] = [
      ...handedOver,
      { kind: "takeOver" },
      { kind: "write", text: "thanks" },
      { kind: "silent" },
      { kind: "handBack", resolved: true },
      { kind: "ended" },
    ];
    expect(run(steps).first).toBeUndefined();
  });

  test("says nothing wrong about an empty flow", () => {
    expect(run([{ kind: "write", text: "hi" }, { kind: "silent" }], emptyFlow("E")).passed).toBe(
      true,
    );
  });
});
