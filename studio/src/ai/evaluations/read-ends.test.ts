import { expect, test } from "vitest";
import { readEnds } from "./read-ends.ts";

const result = {
  caseId: "c1",
  question: "?",
  answer: "",
  ended: "complaint",
  facts: [],
  passed: false,
  tokens: 0,
};

test("an exit that leads to people is no mistake where people are expected, whatever is said", () => {
  const right = { expected: "people", came: "people" };
  expect(readEnds({ ...result, ends: "people", passed: true })).toEqual(right);
  expect(readEnds({ ...result, ends: "people", endFits: true })).toEqual(right);
  expect(readEnds({ ...result, ends: "people" })).toEqual({
    expected: "people",
    came: "complaint",
  });
  expect(readEnds(result)).toBeUndefined();
});
