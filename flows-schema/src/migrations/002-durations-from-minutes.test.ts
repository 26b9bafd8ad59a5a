import { expect, test } from "vitest";
import { durationsFromMinutes } from "./002-durations-from-minutes.ts";

const node = (type: string, data: unknown) => ({ nodes: [{ id: "n", type, data }] });

test.each([
  {
    before: node("wait", { until: "duration", waitMinutes: 2880 }),
    after: node("wait", { until: "duration", duration: { amount: 2, unit: "days" } }),
  },
  {
    before: node("ask", { text: "?", timeoutMinutes: 120 }),
    after: node("ask", { text: "?", timeout: { amount: 2, unit: "hours" } }),
  },
  {
    before: node("wait", { waitMinutes: 0 }),
    after: node("wait", { duration: { amount: 0, unit: "minutes" } }),
  },
  { before: node("end", { note: "x" }), after: node("end", { note: "x" }) },
  { before: { nodes: "none", name: 1 }, after: { nodes: "none", name: 1 } },
  { before: { nodes: [null, 1, {}, { data: [] }] }, after: { nodes: [null, 1, {}, { data: [] }] } },
])("makes $after of $before", ({ before, after }) => {
  expect(durationsFromMinutes.up(before)).toEqual(after);
});
