import { expect, test } from "vitest";
import { parseExactNumber, parseNumber } from "../parse-number.ts";
import { readAmount } from "./read-amount.ts";

test.each([
  ["１２", "en", 12],
  ["٢٥", "ar", 25],
  ["২১", "bn", 21],
  ["१२", "hi", 12],
  ["12٫5", "ar", 12.5],
  ["1,00,000", "en-IN", 100_000],
  ["12,34,567.5", "hi-IN", 1_234_567.5],
  ["1.250,5", "de", 1250.5],
  ["1'000", "de-CH", 1000],
  ["1 234,5", "fr", 1234.5],
  ["$1,200", "en", 1200],
  ["1.200 €", "de", 1200],
  ["200.000đ", "vi", 200_000],
  ["R$ 5", "pt-BR", 5],
  ["USD 30", "en", 30],
  ["21 years", "en", 21],
  ["21 tuổi", "vi", 21],
  ["I am 21!", "en", 21],
  ["about 3", "en", 3],
  ["-5 °C", "en", -5],
  ["80%", "en", 80],
  ["20k", "en", 20_000],
  ["2,5 triệu", "vi", 2_500_000],
  ["2 lakh", "en-IN", 200_000],
  ["3\u200B", "en", 3],
  ["9007199254740993", "en", "9007199254740993"],
  ["12,345,678,901,234,567,890", "en", "12345678901234567890"],
  ["10-20", "en", undefined],
  ["2 or 3", "en", undefined],
  ["10:30", "en", undefined],
  ["1/2", "en", undefined],
  ["v2", "en", undefined],
  ["24.12.2026", "de", undefined],
  ["0912 345 678", "vi", undefined],
  ["many", "en", undefined],
])("reads %j in %s as %s", (text, language, value) => {
  expect(readAmount(text, language)).toBe(value);
});

test.each([
  ["1.250", 1.25],
  ["2,500", 2500],
  ["1 000 000", 1_000_000],
  ["2 3", undefined],
  ["9 years", undefined],
])("reads %j in the plain notation as %s", (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test("keeps the digits of a whole number that would be rounded", () => {
  expect(parseExactNumber("-12345678901234567890")).toBe("-12345678901234567890");
  expect(parseExactNumber("9007199254740991")).toBe(9007199254740991);
});
