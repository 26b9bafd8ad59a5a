import { describe, expect, test } from "vitest";
import { translateRegex } from "./translate-regex.ts";

describe("translateRegex", () => {
  test.each<[string, string, string, boolean]>([
    ["^a.c$", "", "abc\n", true],
    ["^a.c$", "", "abc\n\n", false],
    ["^b", "", "a\nb", false],
    ["^b", "m", "a\nb", true],
    ["b$", "m", "b\na", true],
    ["a.b", "", "a\u2028b", true],
    ["a.b", "", "a\nb", false],
    ["a.b", "s", "a\nb", true],
    ["\\s", "", "\u00a0", false],
    ["\\s", "", "\v", true],
    ["[^\\s]", "", "\u00a0", true],
    ["\\bfoo\\b", "", "a foo b", true],
    ["[a-]", "", "-", true],
    ["[\\w-]", "", "-", true],
    ["[a-c]", "", "b", true],
    ["[a&&b]", "", "&", true],
    ["a{2}", "", "caat", true],
    ["x{,2}", "", "x{,2}", true],
    ['^{"a":\\[1]}$', "", '{"a":[1]}', true],
    ["é", "i", "É", true],
    ["^.$", "", "😀", true],
    ["a|b$", "", "b\n", true],
    ["\\/\\-\\@", "", "/-@", true],
    ["(?<=a)b(?!c)", "", "ab", true],
    ["(?:ab)+", "", "abab", true],
  ])("lets %j with options %j see %j: %s", (pattern, options, text, matches) => {
    expect(translateRegex(pattern, options).test(text)).toBe(matches);
  });

  test.each([
    "a++",
    "(?>a)",
    "(?i:a)",
    "\\Ga",
    "[]x]",
    "[^]x]",
    "[\\S]",
    "\\u0041",
    "(a)\\1",
    "[[:alpha:]]",
  ])("refuses %j by name", (pattern) => {
    expect(() => translateRegex(pattern, "")).toThrow("not available in the embedded store");
  });

  test.each(["(", "[a", "a\\", "*a"])("finds %j to be no regular expression", (pattern) => {
    expect(() => translateRegex(pattern, "")).toThrow(expect.objectContaining({ code: 51091 }));
  });
});
