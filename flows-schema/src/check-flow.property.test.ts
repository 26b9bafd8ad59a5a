import fc from "fast-check";
import { expect, test } from "vitest";
import { applyRepair } from "./apply-repair.ts";
import { checkFlow } from "./check-flow.ts";
import { findingCodes } from "./finding.ts";
import { emptyFlow, type Flow, type FlowNode } from "./flow.ts";
import { readTemplate } from "./liquid/read-template.ts";
import { unknownWords } from "./liquid/unknown-words.ts";
import { nodeTypes } from "./nodes/index.ts";
import { flowOf, node, say, start } from "./testing/flow-of.ts";
import { whatsappLike } from "./testing/whatsapp-like.ts";

const ids = ["a", "b", "c", "d", "__proto__"];
const anyNode = fc
  .record({
    id: fc.constantFrom(...ids),
    nodeType: fc.constantFrom(...Object.values(nodeTypes)),
    which: fc.constantFrom("example" as const, "initial" as const),
  })
  .map(({ id, nodeType, which }) => {
    const { type } = nodeType;
    return { id, type, position: { x: 0, y: 0 }, data: nodeType[which] } as FlowNode;
  });
const anyEdge = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3 }),
  source: fc.constantFrom(...ids),
  sourceHandle: fc.constantFrom("next", "else", "timeout", "error", "item", "option:prices"),
  target: fc.constantFrom(...ids),
});
const anyFlow: fc.Arbitrary<Flow> = fc
  .record({
    nodes: fc.array(anyNode, { maxLength: 6 }),
    edges: fc.array(anyEdge, { maxLength: 10 }),
  })
  .map((parts) => ({ ...emptyFlow("Any"), ...parts }));

const checkContext = {
  otherFlows: [],
  channels: [whatsappLike],
  knownContactFields: [],
  workspaceVariables: [],
};

test("checks any flow without throwing, and leaves it as it was", () => {
  fc.assert(
    fc.property(anyFlow, (flow) => {
      const before = JSON.stringify(flow);
      for (const { code, message, nodeId } of checkFlow(flow, checkContext)) {
        expect(findingCodes).toContain(code);
        expect(message).not.toMatch(/undefined|\[object/);
        if (nodeId !== undefined) {
          expect(flow.nodes.map((it) => it.id)).toContain(nodeId);
        }
      }
      expect(JSON.stringify(flow)).toBe(before);
    }),
  );
});

test("every repair that is offered changes the flow", () => {
  fc.assert(
    fc.property(anyFlow, (flow) => {
      for (const { repair } of checkFlow(flow, checkContext)) {
        if (repair) {
          expect(applyRepair(flow, repair)).not.toEqual(flow);
        }
      }
    }),
  );
});

test("reads any text as a template without throwing", () => {
  const pieces = fc.constantFrom(
    "{{",
    "}}",
    "{%",
    "%}",
    "|",
    "'",
    '"',
    "[",
    "]",
    ".",
    " ",
    "a",
    "for",
    "if",
    "endif",
    "raw",
    "1",
    "-",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (words) => {
      const text = words.join("");
      expect(readTemplate(text)).toBeTypeOf("object");
      expect(unknownWords(text)).toBeInstanceOf(Array);
    }),
    { numRuns: 500 },
  );
});

test("checks the largest flow in a few seconds at most", () => {
  const pause = (id: string) =>
    node(id, "wait", { until: "duration", duration: { amount: 1, unit: "seconds" } });
  const steps = Array.from({ length: 1_998 }, (_, index) =>
    index % 2 === 0 ? pause(`n${index}`) : say(`n${index}`, "Hello {{ contact.name }} {{ x }}"),
  );
  const ways = steps.map((_, index) => `n${index}>n${(index + 1) % steps.length}`).join(" ");
  const began = process.cpuUsage();
  expect(checkFlow(flowOf([start, ...steps], `start>n0 ${ways}`), checkContext)).not.toEqual([]);
  // Processor time: other tests run beside this one.
  expect(process.cpuUsage(began).user).toBeLessThan(5_000_000);
});
