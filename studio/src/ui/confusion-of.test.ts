import { expect, test } from "vitest";
import { confusionOf } from "./confusion-of.ts";

const item = (expected: string | undefined, came: string) => ({ expected, came });
const read = ({ expected, came }: ReturnType<typeof item>) =>
  expected === undefined ? undefined : { expected, came };

test("counts what was expected by what came, with precision and recall of each", () => {
  const wrong = item("refund", "order");
  const { ends, rows, of } = confusionOf(
    [
      item("refund", "refund"),
      wrong,
      item("order", "order"),
      item("order", "order"),
      item("order", "failed"),
      item(undefined, "answer"),
    ],
    ["", "answer", "order", "refund"],
    read,
  );
  expect(ends).toEqual(["order", "refund", "failed"]);
  expect(rows).toEqual([
    { end: "order", counts: [2, 0, 1], precision: 2 / 3, recall: 2 / 3 },
    { end: "refund", counts: [1, 1, 0], precision: 1, recall: 1 / 2 },
    { end: "failed", counts: [0, 0, 0], precision: 0, recall: undefined },
  ]);
  expect(of("refund", "order")).toEqual([wrong]);
});
