import { expect, test } from "vitest";
import { escapeText, plainText } from "./plain-text.ts";

test.each([
  ["<@U0BOT0001> hello", "hello"],
  ["<@U0BOT0001>: hello", "hello"],
  ["and <@U0BOT0001>, on Sunday?", "and on Sunday?"],
  ["hello <@U0BOT0001|chatloom>", "hello"],
  ["<@U0ZZZ9999|ann> and <@U0ZZZ9998>", "@ann and @U0ZZZ9998"],
  ["<https://example.org/a?x=1&amp;y=2>", "https://example.org/a?x=1&y=2"],
  ["<http://example.org|example.org>", "http://example.org"],
  ["<tel:+84901234567|+84 90>", "+84 90 (+84901234567)"],
  ["&amp;lt; 1 &lt; 2", "&lt; 1 < 2"],
  ["<!channel> <!date^1^{date}|today>", "@channel today"],
  ["a < b > c <> d", "a < b > c <> d"],
])("reads %s as %s", (markup, text) => {
  expect(plainText(markup, "U0BOT0001")).toBe(text);
});

test.each(["<!channel> & <@U1>", "a &amp; b", "Tiếng Việt 👩‍👩‍👧‍👦 বাংলা العربية"])(
  "brings %s back as it was written",
  (text) => {
    expect(escapeText(text)).not.toMatch(/[<>]/);
    expect(plainText(escapeText(text), undefined)).toBe(text);
  },
);
