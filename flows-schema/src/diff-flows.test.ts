import { expect, test } from "vitest";
import { diffFlows, isSame } from "./diff-flows.ts";
import { samples } from "./samples/index.ts";
import { flowOf, node, say, start } from "./testing/flow-of.ts";

const ask = (label: string, more: readonly { id: string; label: string }[] = []) =>
  node("menu", "quickReplies", {
    text: "What?",
    options: [...more, { id: "a", label }],
    attempts: 2,
  });

test.each(samples.map((it) => [it.id, it.flow] as const))(
  "finds nothing between %s and itself elsewhere on the canvas",
  (_, flow) => {
    const nodes = flow.nodes.map((it) => ({ ...it, position: { x: 1, y: 2 } }));
    expect(
      isSame(diffFlows(flow, { ...structuredClone(flow), nodes, name: "Other" } as typeof flow)),
    ).toBe(true);
  },
);

test("tells added, removed and changed steps, and each field with its titles", () => {
  const before = flowOf([start, say("a", "Hello"), ask("Prices")], "start>a a>menu");
  const after = flowOf(
    [start, ask("Costs", [{ id: "b", label: "Visit" }]), say("c", "Bye")],
    "start>menu menu.option:a>c",
  );
  const { steps, edges } = diffFlows(before, after);
  expect(steps.map((it) => [it.kind, it.node.id])).toEqual([
    ["changed", "menu"],
    ["added", "c"],
    ["removed", "a"],
  ]);
  expect(steps[0]?.fields).toEqual([
    {
      kind: "added",
      path: "/options/b",
      titles: ["Answers"],
      before: undefined,
      after: { id: "b", label: "Visit" },
    },
    {
      kind: "changed",
      path: "/options/a/label",
      titles: ["Answers", "Label"],
      before: "Prices",
      after: "Costs",
    },
  ]);
  expect(edges.map((it) => `${it.kind} ${it.source.id}.${it.port}>${it.target?.id}`)).toEqual([
    "added start.next>menu",
    "added menu.option:a>c",
    "removed start.next>a",
    "removed a.next>menu",
  ]);
});

test("tells the order of items, another type, variables, settings and translations", () => {
  const before = flowOf([ask("A", [{ id: "b", label: "B" }]), say("x")], "", {
    variables: [
      { name: "age", type: "number", scope: "run" },
      { name: "old", type: "string", scope: "run" },
    ],
    translations: { vi: { "x/blocks/0/text": "Chào" } },
  });
  const menu = node("menu", "quickReplies", {
    text: "What?",
    options: [
      { id: "a", label: "A" },
      { id: "b", label: "B" },
    ],
    attempts: 2,
  });
  const after = {
    ...flowOf([menu, node("x", "end", {})], "", {
      variables: [
        { name: "age", type: "string", scope: "run" },
        { name: "fresh", type: "string", scope: "run" },
      ],
    }),
    settings: { ...before.settings, timeZone: "Asia/Ho_Chi_Minh" },
  };
  const diff = diffFlows(before, after);
  expect(diff.steps.map((it) => it.fields.map((field) => field.path))).toEqual([
    ["/options"],
    ["/type"],
  ]);
  expect(diff.variables.map((it) => `${it.kind} ${it.name}`)).toEqual([
    "changed age",
    "added fresh",
    "removed old",
  ]);
  expect(diff.settings).toMatchObject([
    { path: "/timeZone", before: "UTC", after: "Asia/Ho_Chi_Minh" },
  ]);
  expect(diff.translations).toEqual({ vi: 1 });
});
