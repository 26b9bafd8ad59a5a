import { expect, test } from "vitest";
import { numberWords, searchTerms, searchWords } from "./search-words.ts";

/** Whether a search finds a text: each of its terms begins one of the text's words. */
function finds(search: string, text: string): boolean {
  const words = [...searchWords(text), ...numberWords(text)];
  return searchTerms(search).every((term) => words.some((word) => word.startsWith(term)));
}

test.each([
  ["Jerome", "Jérôme Nguyễn"],
  ["nguyen", "Jérôme Nguyễn"],
  ["NGUYỄN jér", "Jérôme Nguyễn"],
  ["dang", "Đặng Thu"],
  ["kim@example.com", "Kim@Example.com"],
  ["example", "kim@example.com"],
  ["0151 123", "+49 151 1234567"],
  ["+49 151-1234567", "4915112345678".slice(0, -1)],
  ["151 1234", "+49 (151) 1234567"],
  ["hauptstrasse", "Hauptstraße 5"],
  ["京都", "明日は京都へ行きます"],
  ["ＡＢＣ", "abc 1"],
  ["order 123", "Your order 12345 is ready"],
])("%s finds %s", (search, text) => {
  expect(finds(search, text)).toBe(true);
});

test.each([
  ["rome", "Jérôme"],
  ["kim park", "Kim Lee"],
  ["999", "12345"],
])("%s does not find %s", (search, text) => {
  expect(finds(search, text)).toBe(false);
});

test("a long text gives bounded words, each once", () => {
  const words = searchWords(`${"x".repeat(500)} hello Hello`);
  expect(words).toEqual(["x".repeat(24), "hello"]);
});

test("a text without letters has no words and no terms", () => {
  expect(searchWords("!!! 👍")).toEqual([]);
  expect(searchTerms("  ")).toEqual([]);
});
