import { nodeTypes } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { formSchema } from "./form-schema.ts";
import { isDue } from "./is-due.ts";

function shown(type: "ask" | "llm", change: Record<string, unknown>): string[] {
  const schema = formSchema(nodeTypes[type].data);
  const data: Record<string, unknown> = { ...nodeTypes[type].initial, ...change };
  return Object.entries(schema.properties ?? {})
    .filter(([name, field]) =>
      isDue(field, data[name], data, schema.required?.includes(name) ?? false),
    )
    .map(([name]) => name);
}

test("a question shows only what its kind of answer uses", () => {
  const some = ["minimum", "maximum", "pattern", "choices"];
  const of = (expect: string) => shown("ask", { expect }).filter((it) => some.includes(it));
  expect(of("email")).toEqual([]);
  expect(of("file")).toEqual([]);
  expect(of("text")).toEqual(["pattern"]);
  expect(of("number")).toEqual(["minimum", "maximum"]);
  expect(of("rating")).toEqual(["minimum", "maximum"]);
  expect(of("choice")).toEqual(["choices"]);
});

test("an AI that answers once shows no settings of a talk", () => {
  const some = ["exits", "extract", "maxTurns", "timeout"];
  const of = (mode: string) => shown("llm", { mode }).filter((it) => some.includes(it));
  expect(of("answerOnce")).toEqual([]);
  expect(of("silent")).toEqual(["exits", "extract"]);
  expect(of("converse")).toEqual(["exits", "extract", "maxTurns", "timeout"]);
});

test("what holds something stays in sight, so that it can be cleared", () => {
  expect(shown("ask", { expect: "email", minimum: 3 })).toContain("minimum");
  const exits = [{ id: "a", label: "", when: "" }];
  expect(shown("llm", { mode: "answerOnce", exits })).toContain("exits");
});
