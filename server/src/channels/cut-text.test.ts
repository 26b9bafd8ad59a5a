import { expect, test } from "vitest";
import { cutBytes, cutText } from "./cut-text.ts";

test.each([
  { text: "short", max: 5, cut: "short" },
  { text: "longer", max: 5, cut: "long…" },
  { text: "abc👋x", max: 5, cut: "abc…" },
])("cuts $text to $max units", ({ text, max, cut }) => {
  expect(cutText(text, max)).toBe(cut);
});

test.each([
  { text: "Đồng ý", max: 64, cut: "Đồng ý" },
  { text: "ệệệ", max: 7, cut: "ệệ" },
  { text: "👋👋", max: 5, cut: "👋" },
])("cuts $text to $max bytes", ({ text, max, cut }) => {
  expect(cutBytes(text, max)).toBe(cut);
});
