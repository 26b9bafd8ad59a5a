import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { digits } from "./digits.ts";

async function sentencesOf(text: string, values: object): Promise<readonly string[]> {
  const i18n = createInstance();
  const translation = { found: text };
  await i18n.use(digits).init({
    resources: { en: { translation }, vi: { translation }, bn: { translation } },
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
  return ["en", "vi", "bn"].map((lng) => i18n.t("found" as "common.loading", { ...values, lng }));
}

test("numbers in sentences have the digits and groups of the language; texts stay", async () => {
  expect(await sentencesOf("{{count}} × {{name}}", { count: 1_234_567, name: "4200" })).toEqual([
    "1,234,567 × 4200",
    "1.234.567 × 4200",
    "১২,৩৪,৫৬৭ × 4200",
  ]);
  expect(await sentencesOf("{{average}}", { average: 4.25 })).toEqual(["4.25", "4,25", "৪.২৫"]);
});

test("a number that names a thing has no groups", async () => {
  expect(await sentencesOf("Version {{version}}", { version: 1234 })).toEqual([
    "Version 1234",
    "Version 1234",
    "Version ১২৩৪",
  ]);
});
