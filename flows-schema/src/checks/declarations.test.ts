import { describe, expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import type { Variable } from "../flow.ts";
import { flowOf, node, start } from "../testing/flow-of.ts";

const end = node("end", "end", {});

function codes(variables: readonly object[], assigned?: string): string[] {
  const set = node("set", "setVariable", {
    assignments: [{ variable: assigned ?? "own", operation: "set", value: "1", as: "string" }],
  });
  const flow = flowOf([start, set, end], "start>set set>end");
  return checkFlow({ ...flow, variables: variables as Variable[] }, emptyCheckContext).map(
    (it) => it.code,
  );
}

const variable = (name: string, type = "string", value?: unknown) => ({
  name,
  type,
  scope: "run",
  default: value,
});

test("refuses two variables of one name", () => {
  expect(codes([variable("a"), variable("b"), variable("a", "number")])).toEqual([
    "variable.duplicate",
  ]);
});

test.each(["contact", "workspace", "channel", "message", "now", "callbackUrl"])(
  "refuses a variable called %s",
  (name) => {
    expect(codes([variable(name)])).toEqual(["variable.reserved"]);
  },
);

describe("a default", () => {
  test.each([
    ["number", "abc"],
    ["number", "3 boxes"],
    ["boolean", "perhaps"],
    ["date", "soon"],
    ["object", "text"],
    ["object", [1]],
    ["string", { a: 1 }],
  ])("of a %s cannot be %j", (type, value) => {
    expect(codes([variable("a", type, value)])).toEqual(["variable.default"]);
  });

  test.each([
    ["number", 1],
    ["number", "1.5"],
    ["number", ""],
    ["boolean", "có"],
    ["boolean", false],
    ["date", "2026-06-05"],
    ["list", "a, b"],
    ["object", '{"a": 1}'],
    ["string", 5],
  ])("of a %s can be %j", (type, value) => {
    expect(codes([variable("a", type, value)])).toEqual([]);
  });
});

test.each(["contact", "message", "now", "channel.name", "contact.tags", "contact.id"])(
  "refuses a step that writes %s",
  (name) => {
    expect(codes([], name)).toEqual(["variable.notWritable"]);
  },
);

test("refuses a path through a variable that is no object", () => {
  expect(codes([variable("orders", "list")], "orders.count")).toEqual(["variable.noObject"]);
  expect(codes([variable("order", "object")], "order.count")).toEqual([]);
  expect(codes([], "contact.city")).toEqual([]);
});
