import { expect, test } from "vitest";
import { shownPart } from "./shown-part.ts";

const open = { inForm: false, sites: [], passages: 0 };

test.each([
  ["what is written", "We are open from nine ", open, "We are open from nine"],
  ["letters without blanks", "営業時間は九時", open, "営業時間は九時"],
  ["no unfinished link", "See https://shop.exa", open, "See"],
  ["no unfinished link after other letters", "Xem tại https://xe-đạp.vn/đỏ", open, "Xem tại"],
  [
    "no link to another site",
    "See https://evil.example/x now ",
    { ...open, sites: ["shop.example"] },
    "See [link] now",
  ],
  ["no mark of a passage", "At nine [1], at ten [2", { ...open, passages: 2 }, "At nine, at ten"],
  ["no thoughts", "<think>They want a bike</think>Hello there ", open, "Hello there"],
  ["no unfinished thoughts", "Hi <think>They want", open, "Hi"],
  ["no unfinished tag", "Hi <thi", open, "Hi"],
  ["nothing before the final channel", "<|channel|>analysis<|message|>They want ", open, ""],
  [
    "the reply of an object",
    '```json\n{"exit":"none","reply":"He said \\"h\\u00ed\\" to \\u00e',
    { ...open, inForm: true },
    'He said "hí" to',
  ],
  ["nothing before the reply", '{"summary":"They talk","re', { ...open, inForm: true }, ""],
])("shows %s", (_, text, rules, shown) => {
  expect(shownPart(text, rules)).toBe(shown);
});

test("shows no beginning of a link at any length", () => {
  const text = "Buy at https://shop.example.evil.example/b or www.evil.example today. ";
  for (let length = 0; length <= text.length; length++) {
    const part = shownPart(text.slice(0, length), { ...open, sites: ["shop.example"] });
    expect(part).not.toMatch(/https?:|www|evil/);
  }
});
