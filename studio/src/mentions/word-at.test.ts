import { expect, test } from "vitest";
import { wordAt } from "./word-at.ts";

test.each([
  ["/he", 3, "/", { typed: "he", start: 0, end: 3 }],
  ["Hi /", 4, "/", { typed: "", start: 3, end: 4 }],
  ["Hi\n/bye now", 7, "/", { typed: "bye", start: 3, end: 7 }],
  ["https://a.example", 8, "/", undefined],
  ["on 1/2", 6, "/", undefined],
  ["/he there", 9, "/", undefined],
  ["ask @hoà", 8, "@", { typed: "hoà", start: 4, end: 8 }],
  ["me@example.org", 10, "@", undefined],
  ["plain", 5, "@", undefined],
] as const)("in %j at %i after %s it finds %o", (text, caret, sign, expected) => {
  expect(wordAt(text, caret, sign)).toEqual(expected);
});
