import { emptyFlow, type Flow } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { plainChannel, plainWorld } from "../simulator/start-world.ts";
import { previewStep } from "./preview-step.ts";

const world = { ...plainWorld, workspace: { id: "w", name: "Shop", variables: {} } };
const { abilities } = plainChannel;
const rich = { type: "rich", title: "Rich", abilities };
const plain = {
  type: "plain",
  title: "Plain",
  abilities: { ...abilities, quickReplies: null, buttons: null, list: null },
};

function flowWith(...nodes: Flow["nodes"]): Flow {
  return {
    ...emptyFlow("Preview"),
    nodes,
    edges: [{ id: "e", source: "ask", sourceHandle: "next", target: "after" }],
  };
}

const ask = {
  id: "ask",
  type: "quickReplies",
  position: { x: 0, y: 0 },
  data: {
    text: "Hello {{ contact.firstName }}, which day?",
    options: [
      { id: "a", label: "Monday" },
      { id: "b", label: "Tuesday" },
    ],
  },
} as Flow["nodes"][number];
const after = {
  id: "after",
  type: "message",
  position: { x: 0, y: 0 },
  data: { blocks: [{ kind: "text", id: "t", text: "Not this one" }], typing: false },
} as Flow["nodes"][number];

test("a step is shown as each channel shows it, with the contact's values", () => {
  const [shown, simpler] = previewStep(flowWith(ask, after), "f", "ask", [rich, plain], world);
  expect(shown?.contents).toMatchObject([
    {
      kind: "text",
      text: "Hello Linh, which day?",
      replies: [{ label: "Monday" }, { label: "Tuesday" }],
    },
  ]);
  const [text, ...more] = simpler?.contents ?? [];
  expect(more).toEqual([]);
  expect(text).toMatchObject({ kind: "text", text: expect.stringContaining("1. Monday") });
});

test("what becomes simpler on a channel is told for that channel only", () => {
  const [shown, simpler] = previewStep(flowWith(ask), "f", "ask", [rich, plain], world);
  expect(shown).toMatchObject({ findings: [], otherForm: false });
  expect(simpler?.otherForm).toBe(true);
  expect(simpler?.findings.map((it) => it.values?.channelType)).toEqual(["plain"]);
});
