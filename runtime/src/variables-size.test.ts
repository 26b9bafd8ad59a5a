import { type NodeData, nodeTypes } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { Chat, chat } from "./chat/chat.ts";
import { drawFlow, says } from "./testing/draw-flow.ts";

const keep = (...variables: readonly string[]): readonly ["http", NodeData<"http">] => [
  "http",
  {
    ...nodeTypes.http.initial,
    url: "https://shop.example",
    save: variables.map((saveTo) => ({ path: "text", saveTo })),
  },
];
const answer = { answer: { status: 200, body: { text: "x".repeat(300_000) } } };

test("variables that are too large together take the error port, and none of them is kept", () => {
  const flow = drawFlow(
    { h: keep("a", "b", "c", "d"), bad: says("{{ error.code }} {{ a | size }}"), ok: says("ok") },
    ["h > ok", "h:error > bad"],
  );
  expect(chat(flow, "go", answer).at(-1)).toBe("bot: variable.not-writable 0");
});

test("what a run has kept counts, and replacing it makes room", () => {
  const flow = drawFlow(
    {
      first: keep("a", "b"),
      again: keep("a", "b", "c"),
      one: keep("d"),
      bad: says("{{ error.message }}"),
      ok: says("ok"),
    },
    ["first > again", "again > one", "one > ok", "one:error > bad"],
  );
  const chatted = new Chat(flow);
  expect(chatted.play("go", answer, answer, answer).at(-1)).toBe(
    "bot: The variables of the run would have more than 1000000 characters",
  );
});

test("a value that a contact makes longer and longer ends at the limit", () => {
  const line = (value: string) => ({
    variable: "list",
    operation: "append" as const,
    value,
    as: "list" as const,
  });
  const flow = drawFlow(
    {
      h: keep("text"),
      grow: ["setVariable", { assignments: [line("{{ text }}")] }],
      again: ["jump", { nodeId: "grow" }],
      bad: says("full at {{ list | size }}"),
    },
    ["h > grow", "grow > again", "grow:error > bad"],
  );
  expect(chat(flow, "go", answer).at(-1)).toBe("bot: full at 2");
});

test("a subflow's inputs count as well", () => {
  const outer = drawFlow(
    {
      h: keep("a", "b"),
      call: [
        "subflow",
        {
          flowId: "inner",
          inputs: [
            { variable: "x", value: "{{ a }}" },
            { variable: "y", value: "{{ b }}" },
          ],
        },
      ],
      bad: says("{{ error.code }}"),
    },
    ["h > call", "call:error > bad"],
  );
  const inner = drawFlow({ m: says("inside") });
  expect(new Chat(outer, {}, { inner }).play("go", answer).at(-1)).toBe(
    "bot: variable.not-writable",
  );
});
