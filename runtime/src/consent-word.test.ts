import { expect, test } from "vitest";
import { consentWord } from "./consent-word.ts";

test.each([
  ["STOP", "stop en"],
  [" stop! ", "stop en"],
  ["Unsubscribe.", "stop en"],
  ["hủy", "stop vi"],
  ["HUỶ", "stop vi"],
  ["Dừng", "stop vi"],
  ["HUY", "stop vi"],
  ["DUNG", "stop vi"],
  ["বন্ধ", "stop bn"],
  ["start", "start en"],
  ["BAT DAU", "start vi"],
])("%s is a word of consent", (text, expected) => {
  const found = consentWord(text);
  expect(`${found?.asks} ${found?.language}`).toBe(expected);
});

test.each(["Huy", "dung", "đúng", "Dung", "stop it please", "don't stop", "hủy đơn hàng", ""])(
  "%s is none",
  (text) => expect(consentWord(text)).toBeUndefined(),
);
