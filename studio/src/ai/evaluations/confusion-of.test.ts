import type { EvaluationResult } from "@chatloom/api-schema";
import { expect, test } from "vitest";
import { confusionOf } from "./confusion-of.ts";

let count = 0;
const result = (ends: string | undefined, ended: string, passed = ends === ended) =>
  ({
    caseId: `c${++count}`,
    question: "?",
    answer: "",
    ended,
    ends,
    facts: [],
    passed,
    tokens: 0,
  }) satisfies EvaluationResult;

test("counts expected ends by those that came, with precision and recall of each", () => {
  const wrong = result("refund", "order");
  const { ends, rows, of } = confusionOf(
    [
      result("refund", "refund"),
      wrong,
      result("order", "order"),
      result("order", "order"),
      result("order", "failed"),
      result(undefined, "answer"),
    ],
    ["", "answer", "order", "refund"],
  );
  expect(ends).toEqual(["order", "refund", "failed"]);
  expect(rows).toEqual([
    { end: "order", counts: [2, 0, 1], precision: 2 / 3, recall: 2 / 3 },
    { end: "refund", counts: [1, 1, 0], precision: 1, recall: 1 / 2 },
    { end: "failed", counts: [0, 0, 0], precision: 0, recall: undefined },
  ]);
  expect(of("refund", "order")).toEqual([wrong]);
});

test("an exit that leads to people is no mistake where people are expected, whatever is said", () => {
  const unsaid = { ...result("people", "complaint", false), endFits: true };
  const { ends } = confusionOf([result("people", "complaint", true), unsaid], []);
  expect(ends).toEqual(["people"]);
});
