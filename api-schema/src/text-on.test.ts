import { expect, test } from "vitest";
import { contrast, textOn } from "./text-on.ts";

test("measures contrast as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBe(21);
  expect(contrast("#ffe000", "#ffffff")).toBeCloseTo(1.31, 1);
  expect(contrast("#777777", "#FFFFFF")).toBeCloseTo(4.48, 2);
});

test("text on any colour has a contrast of at least 4.5", () => {
  const shares = ["00", "33", "55", "77", "99", "bb", "dd", "ff"];
  const poor = shares
    .flatMap((red) => shares.flatMap((green) => shares.map((blue) => `#${red}${green}${blue}`)))
    .filter((colour) => contrast(colour, textOn(colour)) < 4.5);
  expect(poor).toEqual([]);
});

test("is black on light colours and white on dark ones", () => {
  expect(textOn("#ffe000")).toBe("#000000");
  expect(textOn("#0e7262")).toBe("#ffffff");
});
