import type { Flow } from "@chatloom/flows-schema";
import { samples } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { drawFlow, says } from "../testing/draw-flow.ts";
import { breakFlow, type FoundBreakage } from "./break-flow.ts";
import { conversationTester, type TestWorld } from "./conversation-tester.ts";

function worldOf(flow: Flow): TestWorld {
  const workspace = { id: "w", name: "", variables: {} };
  return { flowId: "f", flows: { f: flow }, channels: [], workspace };
}

function found(flow: Flow, never: readonly string[] = [], seed = 1): readonly FoundBreakage[] {
  const task = { world: worldOf(flow), seed, conversations: 100, never };
  return [...breakFlow(task)].at(-1)?.found ?? [];
}

/** Two answers; the second one leads nowhere. */
const choice = drawFlow(
  {
    k: ["trigger.keyword", { keywords: ["menu"], match: "exact" }],
    q: [
      "quickReplies",
      {
        text: "Tea or coffee?",
        options: [
          { id: "tea", label: "Tea" },
          { id: "coffee", label: "Coffee" },
        ],
      },
    ],
    t: says("One tea"),
  },
  ["k > q", "q:option:tea > t"],
);

test("finds the answer that leads nowhere, in the fewest steps, as a test that fails", () => {
  const [first, ...others] = found(choice);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ kind: "deadEnd", nodeId: "q", detail: "option:coffee" });
  const { test: kept } = first!;
  expect(kept.steps.map((it) => it.kind)).toEqual([
    "write",
    expect.stringMatching(/tap|write/),
    "replies",
  ]);
  const result = conversationTester(worldOf(choice))({ ...kept, name: "Broken" });
  expect(result.first?.problem.code).toBe("noReply");
  const mended = {
    ...choice,
    edges: [...choice.edges, { id: "x", source: "q", sourceHandle: "option:coffee", target: "t" }],
  };
  expect(conversationTester(worldOf(mended))({ ...kept, name: "Mended" }).passed).toBe(true);
});

test("the same seed finds the same, and another may find it elsewhere", () => {
  expect(found(choice, [], 7)).toEqual(found(choice, [], 7));
});

test("finds a circle without a question", () => {
  const flow = drawFlow(
    {
      a: says("Round"),
      b: [
        "setVariable",
        { assignments: [{ variable: "n", operation: "set", value: "1", as: "string" }] },
      ],
    },
    ["a > b", "b > a"],
  );
  expect(found(flow).map((it) => it.kind)).toContain("endless");
});

test("finds what the bot must never say", () => {
  const flow = drawFlow(
    { q: ["ask", { text: "Your name?", saveTo: "name" }], t: says("Hello {{ name }}") },
    ["q > t"],
  );
  const [first] = found(flow, ["Nguyễn"]);
  expect(first).toMatchObject({ kind: "never", nodeId: "t", detail: "Nguyễn" });
  expect(first?.test.steps.at(-1)).toEqual({ kind: "never", text: "Nguyễn" });
});

test("finds a start after which nothing is said", () => {
  const flow = drawFlow({
    c: ["contact", { changes: [{ action: "addTag", name: "vip", value: "" }] }],
  });
  expect(found(flow)).toMatchObject([{ kind: "silence" }]);
});

test("no sample makes the engine fail", () => {
  for (const { id, flow } of samples) {
    const task = { world: worldOf(flow), seed: 3, conversations: 4, never: [] };
    const broken = [...breakFlow(task)].at(-1)?.found ?? [];
    expect(
      broken.filter((it) => it.kind === "engine"),
      id,
    ).toEqual([]);
  }
});
