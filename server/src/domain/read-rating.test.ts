import { expect, test } from "vitest";
import { readRating } from "./read-rating.ts";

test.each([
  ["5", 5],
  [" 4 ", 4],
  ["3/5", 3],
  ["2 sao", 2],
  ["1 star", 1],
  ["5!", 5],
  ["４", 4],
  ["٣", 3],
  ["★★★★", 4],
  ["⭐⭐", 2],
  ["4 ⭐️", 4],
] as const)("reads %j as %i of five", (text, rating) => {
  expect(readRating(text, "five")).toBe(rating);
});

test.each(["0", "6", "55", "5 apples", "I need 2 of them", "", "👍", "★★★★★★", "10/5", "-5"])(
  "%j is no rating of five",
  (text) => {
    expect(readRating(text, "five")).toBeUndefined();
  },
);

test("reads thumbs of any skin colour, and nothing else", () => {
  expect(readRating("👍", "thumbs")).toBe(5);
  expect(readRating("👍🏽", "thumbs")).toBe(5);
  expect(readRating("👎🏿", "thumbs")).toBe(1);
  expect(readRating("5", "thumbs")).toBeUndefined();
  expect(readRating("👍 but slow", "thumbs")).toBeUndefined();
});
