import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { emptyFlow, type Flow, type FlowNode } from "./flow.ts";
import { flowJsonSchema } from "./flow-json-schema.ts";
import { nodeTypes } from "./nodes/index.ts";
import { samples } from "./samples/index.ts";

const published = JSON.parse(
  readFileSync(new URL("../flow.schema.json", import.meta.url), "utf8"),
) as Record<string, unknown>;
const validate = new Ajv2020({ strict: false, discriminator: true, allErrors: true }).compile(
  published,
);

function errorsOf(flow: unknown): string[] {
  validate(flow);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

function flowWith(type: string, data: unknown): unknown {
  const node = { id: "n1", type, position: { x: 0, y: 0 }, data };
  return { ...emptyFlow("Test"), nodes: [node as FlowNode] };
}

test("the published schema is fresh (npm run schemas)", () => {
  expect(published).toEqual(flowJsonSchema());
});

describe.each(Object.values(nodeTypes))("$type", ({ type, example, initial }) => {
  test("its example and its initial data fit the schema", () => {
    expect(errorsOf(flowWith(type, example))).toEqual([]);
    expect(errorsOf(flowWith(type, initial))).toEqual([]);
  });

  test("refuses data it does not know, and names the place", () => {
    expect(errorsOf(flowWith(type, { ...example, surprise: 1 }))).toEqual([
      "/nodes/0/data must NOT have additional properties",
    ]);
  });
});

test.each(samples)("the sample $id fits the schema", ({ flow }) => {
  expect(errorsOf(flow)).toEqual([]);
});

test.each<[string, (flow: Flow) => unknown, string]>([
  ["no name", (flow) => ({ ...flow, name: "" }), "/name must NOT have fewer than 1 characters"],
  [
    "another format",
    (flow) => ({ ...flow, formatVersion: 1 }),
    "/formatVersion must be equal to constant",
  ],
  [
    "an unknown node type",
    () => flowWith("teleport", {}),
    '/nodes/0 value of tag "type" must be in oneOf',
  ],
  [
    "a field of the wrong type deep in a list",
    () =>
      flowWith("message", {
        typing: true,
        blocks: [
          { kind: "buttons", id: "b", text: "", buttons: [{ id: "x", label: 7, action: "next" }] },
        ],
      }),
    "/nodes/0/data/blocks/0/buttons/0/label must be string",
  ],
  [
    "a node id with a slash",
    (flow) => ({
      ...flow,
      nodes: [{ id: "a/b", type: "end", position: { x: 0, y: 0 }, data: {} }],
    }),
    '/nodes/0/id must match pattern "^[A-Za-z0-9_.:-]+$"',
  ],
  [
    "an edge without a port",
    (flow) => ({ ...flow, edges: [{ id: "e", source: "a", target: "b" }] }),
    "/edges/0 must have required property 'sourceHandle'",
  ],
])("refuses %s", (_, spoil, error) => {
  expect(errorsOf(spoil(emptyFlow("Test")))).toContain(error);
});
