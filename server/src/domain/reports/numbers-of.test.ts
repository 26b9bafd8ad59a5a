import fc from "fast-check";
import { expect, test } from "vitest";
import { numbersOf } from "./numbers-of.ts";

const counted = (...numbers: number[]) => numbers.map((it) => ({ value: String(it), count: 1 }));

test("gives each rating a class, also one that nobody gave", () => {
  const values = [
    { value: "5", count: 3 },
    { value: "2", count: 1 },
    { value: "4", count: 2 },
  ];
  expect(numbersOf(values)).toEqual({
    least: 2,
    most: 5,
    average: 25 / 6,
    median: 4.5,
    classes: [
      { from: 2, to: 3, count: 1 },
      { from: 3, to: 4, count: 0 },
      { from: 4, to: 5, count: 2 },
      { from: 5, to: 6, count: 3 },
    ],
  });
});

test("knows nothing of answers that are no numbers", () => {
  expect(numbersOf([])).toBeUndefined();
  expect(numbersOf([{ value: "many", count: 2 }])).toBeUndefined();
});

test("puts every number into the one class that holds it", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.integer({ min: -1e6, max: 1e6 }),
          fc.double({ min: -50, max: 50, noNaN: true }),
        ),
        {
          minLength: 1,
          maxLength: 30,
        },
      ),
      (numbers) => {
        const found = numbersOf(counted(...numbers));
        const classes = found?.classes ?? [];
        expect(classes.reduce((sum, it) => sum + it.count, 0)).toBe(numbers.length);
        expect(classes.length).toBeLessThanOrEqual(14);
        expect(classes[0]?.from).toBeLessThanOrEqual(Math.min(...numbers));
        expect(classes.at(-1)?.to).toBeGreaterThanOrEqual(Math.max(...numbers));
      },
    ),
  );
});
