import { expect, test } from "vitest";
import { asWritten } from "./as-written.ts";

test.each([
  ["2 * 3 = _6_", "2 \\* 3 = \\_6\\_"],
  ["https://a.example/b_c*d and e_f", "https://a.example/b_c*d and e\\_f"],
  ["<@123> ~~no~~ ||x|| `y`", "\\<@123\\> \\~\\~no\\~\\~ \\|\\|x\\|\\| \\`y\\`"],
  ["# Title\n- one\n1. two\n#tag -3 4.5", "\\# Title\n\\- one\n1\\. two\n#tag -3 4.5"],
  ["[a](b)", "\\[a\\](b)"],
  ["Tiếng Việt 👩‍👩‍👧‍👦 বাংলা العربية", "Tiếng Việt 👩‍👩‍👧‍👦 বাংলা العربية"],
])("shows %j as it was written", (text, markup) => {
  expect(asWritten(text, 100)).toBe(markup);
});

test("rather lets a sign act than send more than Discord takes", () => {
  expect(asWritten("*".repeat(50), 100)).toHaveLength(100);
  expect(asWritten("*".repeat(51), 100)).toBe("*".repeat(51));
});
