import { expect, test } from "vitest";
import { judgeExperiment } from "./judge-experiment.ts";
import {
  alwaysValidInterval,
  chanceOfUnevenSplit,
  chiSquareTail,
  probabilitiesToBeBest,
} from "./statistics.ts";

// Critical values of the chi-square distribution: NIST/SEMATECH e-Handbook, 1.3.6.7.4.
test.each([
  { value: 3.841, freedom: 1, tail: 0.05 },
  { value: 6.635, freedom: 1, tail: 0.01 },
  { value: 10.828, freedom: 1, tail: 0.001 },
  { value: 5.991, freedom: 2, tail: 0.05 },
  { value: 2.706, freedom: 1, tail: 0.1 },
  { value: 16.919, freedom: 9, tail: 0.05 },
  { value: 27.877, freedom: 9, tail: 0.001 },
])("knows the chi-square table at $value, $freedom", ({ value, freedom, tail }) => {
  expect(Math.abs(chiSquareTail(value, freedom) - tail)).toBeLessThan(tail * 0.01);
});

/** Sums Evan Miller's closed form of P(second > first), "Formulas for Bayesian A/B Testing". */
function closedForm(first: readonly [number, number], second: readonly [number, number]): number {
  const logBeta = (a: number, b: number) =>
    logFactorial(a - 1) + logFactorial(b - 1) - logFactorial(a + b - 1);
  const [a1, b1] = first;
  const [a2, b2] = second;
  let sum = 0;
  for (let i = 0; i < a2; i += 1) {
    sum += Math.exp(
      logBeta(a1 + i, b1 + b2) - Math.log(b2 + i) - logBeta(1 + i, b2) - logBeta(a1, b1),
    );
  }
  return sum;
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i += 1) {
    sum += Math.log(i);
  }
  return sum;
}

test.each([
  [10, 2, 10, 4],
  [200, 20, 200, 31],
  [1_000, 50, 2_000, 110],
  [5_000, 400, 5_000, 402],
])("gives the probability to be best of the closed form: %i/%i, %i/%i", (n1, x1, n2, x2) => {
  const [, second = 0] = probabilitiesToBeBest([
    { people: n1, converted: x1 },
    { people: n2, converted: x2 },
  ]);
  const expected = closedForm([x1 + 1, n1 - x1 + 1], [x2 + 1, n2 - x2 + 1]);
  expect(Math.abs(second - expected)).toBeLessThan(0.001);
});

test("probabilities of several variants add up to one, and equal ones are equal", () => {
  const same = { people: 300, converted: 30 };
  const probabilities = probabilitiesToBeBest([same, same, same]);
  expect(probabilities.reduce((sum, it) => sum + it, 0)).toBeCloseTo(1, 2);
  expect(probabilities[0]).toBeCloseTo(1 / 3, 2);
  expect(
    probabilitiesToBeBest([
      { people: 0, converted: 0 },
      { people: 0, converted: 0 },
    ]),
  ).toEqual([expect.closeTo(0.5, 2), expect.closeTo(0.5, 2)]);
});

test("warns of a split that is not the one that was asked for", () => {
  expect(chanceOfUnevenSplit([500, 500], [50, 50])).toBeCloseTo(1, 5);
  expect(chanceOfUnevenSplit([821, 1_000], [50, 50])).toBeLessThan(0.001);
  expect(chanceOfUnevenSplit([900, 98], [90, 10])).toBeGreaterThan(0.5);
});

test("an interval gets narrower with more people and holds the difference", () => {
  const few = alwaysValidInterval(
    { people: 200, converted: 20 },
    { people: 200, converted: 30 },
    0.05,
  );
  const many = alwaysValidInterval(
    { people: 20_000, converted: 2_000 },
    { people: 20_000, converted: 3_000 },
    0.05,
  );
  expect(few.low).toBeLessThan(0);
  expect(many.low).toBeGreaterThan(0.03);
  expect(many.high).toBeLessThan(0.07);
});

test.each([
  { a: [40, 4], b: [41, 9], verdict: "tooFew" },
  { a: [400, 1], b: [400, 2], verdict: "tooFew" },
  { a: [1_000, 100], b: [1_000, 112], verdict: "open" },
  { a: [2_000, 200], b: [2_000, 320], verdict: "winner" },
  { a: [400_000, 40_000], b: [400_000, 40_100], verdict: "none" },
] as const)("says $verdict for $a and $b", ({ a, b, verdict }) => {
  const variant = (id: string, [people, converted]: readonly [number, number]) => ({
    id,
    people,
    converted,
  });
  expect(judgeExperiment([variant("a", a), variant("b", b)])).toMatchObject({ verdict });
});
