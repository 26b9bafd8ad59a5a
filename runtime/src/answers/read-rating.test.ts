import { expect, test } from "vitest";
import { readRating } from "./read-rating.ts";

test.each([
  ["４", 4],
  ["৪", 4],
  ["4️⃣", 4],
  ["4/5", 4],
  ["4 out of 5", 4],
  ["4 stars!", 4],
  ["4 sao", 4],
  ["⭐⭐⭐⭐", 4],
  ["4 ⭐", 4],
  ["6", undefined],
  ["4 or 5", undefined],
  ["good", undefined],
])("reads %j as %s", (text, rating) => {
  expect(readRating(text)).toBe(rating);
});
