import type { FlowSummary } from "@chatloom/api-schema";
import { expect, test } from "vitest";
import { dropFlow, putFlow } from "./merge-flows.ts";

function flow(id: string, changes: number): FlowSummary {
  return {
    id,
    name: `${id} ${changes}`,
    active: false,
    draftRevision: 1,
    changed: true,
    nodeCount: 0,
    triggers: [],
    openRuns: 0,
    changes,
    updatedAt: "2026-01-01T00:00:00.000Z",
  };
}
const list = { items: [flow("a", 3), flow("b", 2)] };
const names = ({ items }: { items: readonly FlowSummary[] }) => items.map((it) => it.name);

test("a newer copy replaces the listed one at its place", () => {
  expect(names(putFlow(list, flow("b", 4)))).toEqual(["a 3", "b 4"]);
});

test("an older copy that arrives late changes nothing", () => {
  expect(putFlow(list, flow("a", 2))).toBe(list);
});

test("a copy with other counts of the same change is taken", () => {
  const counted = { ...flow("a", 3), openRuns: 7 };
  expect(putFlow(list, counted).items[0]?.openRuns).toBe(7);
});

test("a new flow stands first, and a deleted one is gone", () => {
  expect(names(putFlow(list, flow("c", 1)))).toEqual(["c 1", "a 3", "b 2"]);
  expect(names(dropFlow(list, "a"))).toEqual(["b 2"]);
});
