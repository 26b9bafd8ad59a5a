import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Flow } from "../flow.ts";
import { samples } from "../samples/index.ts";
import { flowOf, say, start } from "../testing/flow-of.ts";
import { readFlowText } from "./read-flow-text.ts";
import { writeFlowText } from "./write-flow-text.ts";

/** Ids of edges are not part of the text, nor is the order of edges of different steps. */
function plain(flow: Flow | undefined) {
  const edges = (flow?.edges ?? []).map((it) => `${it.source}.${it.sourceHandle}>${it.target}`);
  return { ...flow, edges: edges.sort() };
}
const read = (text: string) => readFlowText(text).flow as unknown as Flow | undefined;

describe("a flow's text", () => {
  test.each(samples.map((it) => [it.id, it.flow] as const))("keeps all of %s", (_, flow) => {
    const text = writeFlowText(flow, { id: "f1", revision: 3 });
    expect(readFlowText(text)).toMatchObject({ head: { id: "f1", revision: 3 }, problems: [] });
    expect(plain(read(text))).toEqual(plain(flow));
    expect(writeFlowText(read(text) as Flow, { id: "f1", revision: 3 })).toBe(text);
  });

  test("keeps any words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (words) => {
        const flow = flowOf([start, say("a", words)], "start>a");
        expect(plain(read(writeFlowText(flow)))).toEqual(plain(flow));
      }),
    );
  });

  test("does not depend on the order of keys in the data", () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, it]) => [key, turned(it)]),
            )
          : value;
    for (const { flow } of samples) {
      const nodes = flow.nodes.map((node) => ({ ...node, data: turned(node.data) })) as never;
      expect(writeFlowText({ ...flow, nodes })).toBe(writeFlowText(flow));
    }
  });

  test("is short: one line says where a port leads, and defaults are left out", () => {
    const text = writeFlowText(flowOf([start, say("hello")], "start>hello"));
    expect(text).toContain("    to:\n      next: hello\n");
    expect(text).toContain("keywords: [hi]");
    expect(text).not.toContain("settings");
  });
});

describe("reading a flow's text", () => {
  test.each([
    ["name: [", /.+/, 1],
    ["- a", /keys such as name/, 1],
    ["name: A\nname: B", /unique/, 2],
    ["name: A\nsteps: 3", /steps must list/, 2],
    ["name: A\nstepps: {}\nsteps: {}", /no "stepps"; did you mean "steps"/, 2],
    ["name: A\nsteps:\n  hi:\n    type: trigger.keywrod", /did you mean "trigger.keyword"/, 4],
    [
      "name: A\nsteps:\n  hi:\n    type: message\n    data:\n      blokcs: []",
      /did you mean "blocks"/,
      6,
    ],
    [
      "name: A\nsteps:\n  hi: {type: message}\n  hello:\n    type: end\n    to:\n      next: hii",
      /There is no step "hii"/,
      7,
    ],
    ["name: A\nsteps: {a: &a [*a]}", /type|keys/, 1],
  ])("%j tells what is wrong and where", (text, message, line) => {
    const [problem] = readFlowText(text).problems;
    expect(problem?.message).toMatch(message);
    expect(problem?.line).toBeGreaterThanOrEqual(line);
  });

  test("refuses a text that unfolds to more than it says, and one that is too long", () => {
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x,x]"];
    for (let at = 1; at < 9; at++) {
      const before = String.fromCharCode(96 + at);
      const name = String.fromCharCode(97 + at);
      bomb.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(",")}]`);
    }
    expect(readFlowText(bomb.join("\n")).flow).toBeUndefined();
    expect(readFlowText("x".repeat(4_000_001)).problems[0]?.message).toContain("at most");
  });

  test("finds the place of a part of the flow", () => {
    const text =
      "name: A\nsteps:\n  hi:\n    type: message\n    data:\n      blocks:\n        - kind: text\n          text: Hi\n    to:\n      next: hi\n";
    const { placeOf } = readFlowText(text);
    expect(placeOf("/nodes/0/data/blocks/0/text")).toMatchObject({ line: 8 });
    expect(placeOf("/nodes/0/data/typing")).toMatchObject({ line: 5 });
    expect(placeOf("/edges/0/target")).toMatchObject({ line: 10, column: 7 });
    expect(placeOf("/settings/language")).toMatchObject({ line: 1 });
  });

  test("places steps without a position behind the steps that lead to them, also in a circle", () => {
    const steps = (ways: string) =>
      read(`name: A\nsteps:\n${ways}`)?.nodes.map((it) => it.position.x);
    const chain = "  a: {type: end, to: {next: b}}\n  b: {type: end, to: {next: c}}\n";
    expect(steps(`${chain}  c: {type: end}\n  d: {type: end}`)).toEqual([0, 340, 680, 0]);
    expect(steps(`${chain}  c: {type: end, to: {next: a}}`)).toHaveLength(3);
  });
});
