import { expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { emptyFlow, type FlowNode } from "../flow.ts";

const change = (action: string, name: string, value = "1") => ({ action, name, value });

function doubted(known: readonly string[] | undefined, changes: readonly object[]): string[] {
  const node = { id: "c", type: "contact", position: { x: 0, y: 0 }, data: { changes } };
  const flow = { ...emptyFlow("F"), nodes: [node as unknown as FlowNode] };
  return checkFlow(flow, { ...emptyCheckContext, knownContactFields: known })
    .filter((it) => it.code === "contact.field-undefined")
    .map((it) => `${it.values.name} ${it.repair?.kind}`);
}

test("doubts each undefined field that a step writes once, and offers to create it", () => {
  const changes = [
    change("setField", "birthday"),
    change("setField", "birthday"),
    change("setField", "city"),
    change("setField", "email"),
    change("addTag", "vip"),
    change("setField", "{{ which }}"),
  ];
  expect(doubted(["city"], changes)).toEqual(["birthday createField"]);
  expect(doubted(undefined, changes)).toEqual([]);
});
