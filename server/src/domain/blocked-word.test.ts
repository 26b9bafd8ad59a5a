import { expect, test } from "vitest";
import { blockedWord } from "./blocked-word.ts";

test.each([
  ["That is a SCAM!", ["scam"], "scam"],
  ["scampi, please", ["scam"], undefined],
  ["a full  width ｓｃａｍ", ["scam"], "scam"],
  ["s\u200bcam", ["scam"], "scam"],
  ["buổi sáng", ["buoi"], undefined],
  ["Đồ LỪA\nĐẢO", ["lừa đảo"], "lừa đảo"],
  ["take a 🔪 now", ["🔪"], "🔪"],
  ["我想买枪", ["枪"], "枪"],
  ["anything", ["", " ", "…"], undefined],
  ["one two", ["three", "two", "one"], "two"],
])("in “%s”, of %j it finds %s", (text, words, found) => {
  expect(blockedWord(text, words)).toBe(found);
});
