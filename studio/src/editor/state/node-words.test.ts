import i18n from "i18next";
import { beforeAll, expect, test } from "vitest";
import { words as english } from "../../words/en/index.ts";
import { words as vietnamese } from "../../words/vi/index.ts";
import { summaryText } from "./node-words.ts";

beforeAll(() =>
  i18n.init({
    lng: "vi",
    resources: { en: { translation: english }, vi: { translation: vietnamese } },
    interpolation: { escapeValue: false },
  }),
);

test("a summary says choices of the form in the language of the studio", () => {
  expect(summaryText(i18n.t, "trigger.any", "text, image")).toBe("Văn bản, Hình ảnh");
  expect(summaryText(i18n.t, "trigger.schedule", "daily 09:00 · vip")).toBe(
    "Hằng ngày 09:00 · vip",
  );
});

test("members' own words stay as they are", () => {
  expect(summaryText(i18n.t, "trigger.keyword", "text, daily")).toBe("text, daily");
});
