import { describe, expect, test } from "vitest";
import { matchChoice } from "./match-choice.ts";
import { parseAnswer } from "./parse-answer.ts";
import { parseNumber } from "./parse-number.ts";

const reading = {
  now: Date.UTC(2026, 5, 1, 20),
  timeZone: "Asia/Ho_Chi_Minh",
  language: "vi",
  flowLanguage: "vi",
  country: "VN",
};

test.each([
  { expect: "text", text: "  Huế ", answer: "Huế" },
  { expect: "number", text: "42", answer: 42 },
  { expect: "number", text: "forty", answer: undefined },
  { expect: "email", text: "Ada@Example.org", answer: "ada@example.org" },
  { expect: "email", text: "it is ada@example.org.", answer: "ada@example.org" },
  { expect: "email", text: "ada@example", answer: undefined },
  { expect: "phone", text: "0912 345 678", answer: "+84912345678" },
  { expect: "phone", text: "+1 (212) 555-0123", answer: "+12125550123" },
  { expect: "phone", text: "123", answer: undefined },
  { expect: "date", text: "5/6/2026", answer: "2026-06-05" },
  { expect: "date", text: "2026-02-30", answer: undefined },
  { expect: "date", text: "ngày mai", answer: "2026-06-03" },
  { expect: "date", text: "24/12", answer: "2026-12-24" },
  { expect: "time", text: "3pm", answer: "15:00" },
  { expect: "time", text: "15h30", answer: "15:30" },
  { expect: "time", text: "12 am", answer: "00:00" },
  { expect: "time", text: "25:00", answer: undefined },
  { expect: "url", text: "example.com/shop", answer: "https://example.com/shop" },
  { expect: "url", text: "ada@example.com", answer: undefined },
  { expect: "rating", text: "4", answer: 4 },
  { expect: "rating", text: "⭐⭐⭐", answer: 3 },
  { expect: "rating", text: "9", answer: undefined },
  {
    expect: "location",
    text: "16.4637, 107.5909",
    answer: { latitude: 16.4637, longitude: 107.5909 },
  },
] as const)("reads $text as $expect: $answer", ({ expect: expected, text, answer }) => {
  const input = { type: "message", messageId: "1", content: { kind: "text", text } } as const;
  expect(parseAnswer({ expect: expected }, input, reading)).toEqual(answer);
});

test("takes a file by its address", () => {
  const content = { kind: "file", url: "https://a.example/cv.pdf" } as const;
  expect(
    parseAnswer({ expect: "file" }, { type: "message", messageId: "1", content }, reading),
  ).toBe(content.url);
});

test.each([
  ["1.234,5", "en", 1234.5],
  ["1,234.5", "vi", 1234.5],
  ["1.234", "vi", 1234],
  ["1.234", "en", 1.234],
  ["1,234", "en", 1234],
  ["1.234.567", "en", 1234567],
  ["0,5", "en", 0.5],
  ["1 234", "en", 1234],
  ["-3", "en", -3],
  ["1.2.3", "en", undefined],
  ["12abc", "en", undefined],
])("reads the number %s in %s as %s", (text, language, number) => {
  expect(parseNumber(text, language)).toBe(number);
});

describe("a choice", () => {
  const choices = [
    { label: "Giá" },
    { label: "✅ Đặt lịch", synonyms: ["book"] },
    { label: "A very long label indeed" },
  ];
  test.each([
    ["giá", 0],
    ["GIA", 0],
    ["dat lich", 1],
    ["Book", 1],
    ["2", 1],
    ["3.", 2],
    ["A very long…", 2],
    ["4", undefined],
    ["", undefined],
  ])("%j means %s", (text, index) => {
    expect(matchChoice(text, choices, { numbered: true })).toBe(index);
  });

  test("a label that is a number wins over a place in the list", () => {
    expect(
      matchChoice("1", [{ label: "3" }, { label: "2" }, { label: "1" }], { numbered: true }),
    ).toBe(2);
  });
});

test.each([
  { expect: "phone", answer: "+16505550123" },
  { expect: "email", answer: "mira@example.org" },
  { expect: "text", answer: "Mira" },
  { expect: "number", answer: undefined },
] as const)("a shared contact card answers a question for $expect", ({ expect: kind, answer }) => {
  const card = { name: "Mira", phones: ["+1 650 555 0123"], emails: ["mira@example.org"] };
  const content = { kind: "contacts" as const, contacts: [card] };
  const input = { type: "message" as const, messageId: "m", content };
  expect(parseAnswer({ expect: kind }, input, reading)).toBe(answer);
});
