import i18n from "i18next";
import { beforeAll, expect, test } from "vitest";
import { words as english } from "../words/en/index.ts";
import { words as vietnamese } from "../words/vi/index.ts";
import { reasonName, reasonText } from "./reason-text.ts";

beforeAll(async () => {
  await i18n.init({
    lng: "en",
    resources: { en: { translation: english }, vi: { translation: vietnamese } },
    interpolation: { escapeValue: false },
  });
});

test("a failure is told in the member's language", () => {
  const t = i18n.getFixedT("vi");
  expect(reasonText(t, { code: "http.timeout", message: "No answer within 10 s" })).toBe(
    "Hệ thống kia không trả lời kịp.",
  );
});

test("what a platform answered is quoted after what it means", () => {
  const refused = { code: "131047", kind: "window", message: "Re-engagement message" } as const;
  expect(reasonText(i18n.getFixedT("vi"), refused)).toBe(
    "Đã hết thời gian được trả lời tự do: Re-engagement message",
  );
});

test.each([
  ["llm.answer-moderated", "The AI’s answer was held back"],
  ["llm.moderation-failed", "The moderation failed, so the text was held back"],
  ["http.timeout", "The other system did not answer in time"],
  ["131026", "Error 131026"],
])("%s that was counted without its details is told as %j", (code, expected) => {
  expect(reasonName(i18n.t, code)).toBe(expected);
});

test("a code that nobody knows is told by its message", () => {
  expect(reasonText(i18n.t, { code: "x.y", message: "Something" })).toBe("Something");
});
