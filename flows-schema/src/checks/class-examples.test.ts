import { expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { flowOf, node, start } from "../testing/flow-of.ts";

function found(by: "model" | "examples", ...examples: readonly string[]): string[] {
  const classes = examples.map((it, index) => ({
    id: `c${index}`,
    label: `Class ${index}`,
    description: "",
    examples: it,
  }));
  const sort = node("sort", "classify", { text: "{{ message.text }}", by, classes });
  return checkFlow(flowOf([start, sort], "start>sort"), emptyCheckContext)
    .map((it) => `${it.code} ${it.values.class ?? it.values.example ?? ""}`)
    .filter((it) => it.startsWith("classes."));
}

test("a class without examples is an error where examples decide", () => {
  expect(found("examples", "Hi", " \n ")).toEqual(["classes.noExamples Class 1"]);
  expect(found("model", "Hi", "")).toEqual([]);
});

test("an example of two classes is named", () => {
  expect(found("model", "Hi\nOne", "two\nhi")).toEqual(["classes.sharedExample hi"]);
  expect(found("examples", "Hi\nhi", "two")).toEqual([]);
});
