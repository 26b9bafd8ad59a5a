import { expect, test } from "vitest";
import { emptyFlow } from "./flow.ts";
import { FlowFormatUnknown, readFlow } from "./migrate-flow.ts";

test("leaves a flow of the present format as it is", () => {
  const flow = emptyFlow("Test");
  expect(readFlow(flow)).toBe(flow);
});

test("brings a flow of the first format to the present one", () => {
  const old = {
    ...emptyFlow("Test"),
    formatVersion: 1,
    nodes: [
      {
        id: "w",
        type: "wait",
        position: { x: 0, y: 0 },
        data: { until: "duration", waitMinutes: 90 },
      },
    ],
  };
  expect(readFlow(old)).toEqual({
    ...emptyFlow("Test"),
    nodes: [
      {
        id: "w",
        type: "wait",
        position: { x: 0, y: 0 },
        data: { until: "duration", duration: { amount: 90, unit: "minutes" } },
      },
    ],
  });
});

test.each([
  [{ ...emptyFlow("Test"), formatVersion: 3 }, "3"],
  [{ ...emptyFlow("Test"), formatVersion: 0 }, "0"],
  [{ formatVersion: "2" }, '"2"'],
  [{ formatVersion: 1.5 }, "1.5"],
  [{}, "missing"],
  [null, "missing"],
  ["flow", "missing"],
])("refuses %j by its format", (value, found) => {
  expect(() => readFlow(value)).toThrow(FlowFormatUnknown);
  expect(() => readFlow(value)).toThrow(
    `formatVersion must be a whole number from 1 to 2, but is ${found}`,
  );
});
