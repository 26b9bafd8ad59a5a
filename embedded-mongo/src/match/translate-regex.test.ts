import { describe, expect, test } from "vitest";
import { translateRegex } from "./translate-regex.ts";

describe("translateRegex", () => {
  test.each<[string, string, string, boolean]>([
    ["^a.c$", "", "abc\n", true],
    ["^a.c$", "", "abc\n\n", false],
    ["a\\Z", "", "a\n", true],
    ["a\\z", "", "a\n", false],
    ["^b", "", "a\nb", false],
    ["^b", "m", "a\nb", true],
    ["^", "m", "a\n", true],
    ["b$", "m", "b\na", true],
    ["a.b", "", "a\u2028b", true],
    ["a.b", "", "a\nb", false],
    ["\\s", "", "\u00a0", false],
    ["\\s", "", "\v", true],
    ["[^\\s]", "", "\u00a0", true],
    ["[\\S]", "", " ", false],
    ["\\bfoo\\b", "", "a foo b", true],
    ["[]x]", "", "]", true],
    ["[^]x]", "", "]", false],
    ["[a-]", "", "-", true],
    ["[\\w-]", "", "-", true],
    ["[a&&b]", "", "&", true],
    ["[[:alpha:]_]+$", "", "ab_", true],
    ["[[:^digit:]]", "", "1", false],
    ["x{,2}", "", "x{,2}", true],
    ["a{2}", "", "caat", true],
    ["(?i)HELLO", "", "hello", true],
    ["(?P<n>a)b", "", "ab", true],
    ["(a)\\1", "", "aa", true],
    ["a b", "x", "ab", true],
    ["[a b]", "x", " ", true],
    ["a # note\nb", "x", "ab", true],
    ["\\Qa.b\\E", "", "axb", false],
    ["é", "i", "É", true],
    ["^.$", "", "😀", true],
    ["\\x41\\x{1F600}", "", "A😀", true],
    ["\\p{L}\\P{L}", "", "a1", true],
    ["[\\d-x]", "", "-", true],
    ["a|b$", "", "b\n", true],
    ["\\/\\-\\@", "", "/-@", true],
    ["(?<=a)b(?!c)", "", "ab", true],
    ["(?#note)a", "", "a", true],
    ["\\R", "", "\r\n", true],
  ])("lets %j with options %j see %j: %s", (pattern, options, text, matches) => {
    expect(translateRegex(pattern, options).test(text)).toBe(matches);
  });

  test.each(["a++", "(?>a)", "(?i:a)", "\\Ga", "(?R)", "\\K", "(*FAIL)", "\\u0041"])(
    "refuses %j by name",
    (pattern) => {
      expect(() => translateRegex(pattern, "")).toThrow("not available in the embedded store");
    },
  );

  test.each(["(", "[a", "a\\", "*a", "(?<n>a)(?<n>b)"])(
    "finds %j to be no regular expression",
    (pattern) => {
      expect(() => translateRegex(pattern, "")).toThrow(expect.objectContaining({ code: 51091 }));
    },
  );
});
