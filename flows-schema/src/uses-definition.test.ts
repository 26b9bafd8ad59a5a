import { expect, test } from "vitest";
import { emptyFlow, type FlowNode } from "./flow.ts";
import { usesDefinition } from "./uses-definition.ts";

const flowWith = (...nodes: readonly { type: string; data: unknown }[]) => ({
  ...emptyFlow("F"),
  nodes: nodes.map((it, index) => ({
    id: `n${index}`,
    position: { x: 0, y: 0 },
    ...it,
  })) as unknown as FlowNode[],
});
const says = (text: string) => ({
  type: "message",
  data: { blocks: [{ kind: "text", id: "t", text }], typing: false },
});
const changes = (action: string, name: string) => ({
  type: "contact",
  data: { changes: [{ action, name, value: "1" }] },
});

test("a flow uses a field that it reads or writes, and no other", () => {
  expect(usesDefinition(flowWith(says("Hi {{ contact.city }}")), "field", "city")).toBe(true);
  expect(usesDefinition(flowWith(says("Hi {{ contact.cityName }}")), "field", "city")).toBe(false);
  expect(usesDefinition(flowWith(changes("setField", "city")), "field", "city")).toBe(true);
  expect(usesDefinition(flowWith(says("city")), "field", "city")).toBe(false);
});

test("a trigger uses the tag or the field that it waits for", () => {
  const waits = (change: string, name: string) =>
    flowWith({ type: "trigger.contact", data: { change, name } });
  expect(usesDefinition(waits("tagAdded", "VIP"), "tag", "vip")).toBe(true);
  expect(usesDefinition(waits("fieldChanged", "city"), "field", "city")).toBe(true);
  expect(usesDefinition(waits("fieldChanged", "vip"), "tag", "vip")).toBe(false);
});

test("a flow uses a tag that it adds, whatever its letter case", () => {
  expect(usesDefinition(flowWith(changes("addTag", "VIP")), "tag", "vip")).toBe(true);
  expect(usesDefinition(flowWith(changes("addTag", "vips")), "tag", "vip")).toBe(false);
});
