import { expect, test } from "vitest";
import { parseExactJson } from "./parse-exact-json.ts";

test.each([
  ['{"id":9007199254740993}', { id: "9007199254740993" }],
  ["[-12345678901234567890, 1e400, 1e20]", ["-12345678901234567890", "1e400", "1e20"]],
  ["[9007199254740991, 0.1234567890123456, 1.5e3]", [9007199254740991, 0.1234567890123456, 1500]],
  [
    '{"12345678901234567890":"say \\"12345678901234567890\\" 1e999"}',
    { "12345678901234567890": 'say "12345678901234567890" 1e999' },
  ],
])("reads %s", (text, expected) => {
  expect(parseExactJson(text)).toEqual(expected);
});

test.each(["{1234567890123456789:1}", "[01234567890123456789]", "", "1234567890123456 1"])(
  "refuses %j",
  (text) => {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
  },
);
