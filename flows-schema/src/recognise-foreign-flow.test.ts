import { expect, test } from "vitest";
import { emptyFlow } from "./flow.ts";
import { recogniseForeignFlow } from "./recognise-foreign-flow.ts";
import { samples } from "./samples/index.ts";

const files: readonly (readonly [string, unknown])[] = [
  ["Typebot", { version: "6", id: "cl1", name: "Lead", groups: [], events: [], edges: [] }],
  ["Typebot", { version: "6", groups: [] }],
  [
    "n8n",
    {
      name: "My workflow",
      nodes: [{ id: "1", name: "Webhook", type: "n8n-nodes-base.webhook", parameters: {} }],
      connections: { Webhook: { main: [[]] } },
    },
  ],
  ["Botpress", { version: "0.0.1", catchAll: {}, startNode: "entry", nodes: [{ name: "entry" }] }],
  ["Botpress", { flows: [{ name: "main", startNode: "entry", nodes: [] }] }],
  ["ManyChat", { version: "v2", content: { messages: [{ type: "text", text: "hi" }] } }],
  [
    "Flowise",
    {
      nodes: [{ id: "llm_0", type: "customNode", data: { label: "LLM", inputAnchors: [] } }],
      edges: [],
    },
  ],
  ["Langflow", { data: { nodes: [{ id: "a", type: "genericNode" }], edges: [] } }],
  ["Voiceflow", { _version: "1.0", project: {}, diagrams: {} }],
  ["Node-RED", [{ id: "a", type: "inject", wires: [["b"]] }]],
];

test.each(files)("recognises an export of %s", (product, file) => {
  expect(recogniseForeignFlow(file)).toBe(product);
});

test.each([
  {},
  [],
  null,
  7,
  "text",
  { name: "A shop", items: [] },
  { nodes: [null, 3], edges: "x", groups: {} },
  emptyFlow("Ours"),
  ...samples.map((it) => it.flow),
])("takes nothing else for one (%#)", (value) => {
  expect(recogniseForeignFlow(value)).toBeUndefined();
});
