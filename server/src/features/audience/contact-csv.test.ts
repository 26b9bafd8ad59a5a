import { expect, test } from "vitest";
import { csvLine } from "./contact-csv.ts";

test.each([
  ["plain", "plain"],
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  [" padded", '" padded"'],
  ["=1+1", "'=1+1"],
  ["+SUM(A1)", "'+SUM(A1)"],
  ["-cmd", "'-cmd"],
  ["@import", "'@import"],
  ["\t=1", "'\t=1"],
  ["+84 912 345 678", "+84 912 345 678"],
  ["-4.5", "-4.5"],
  ["Đặng Thị", "Đặng Thị"],
  ["", ""],
])("writes %j as %j", (text, cell) => {
  expect(csvLine([text, "x"])).toBe(`${cell},x\r\n`);
});
