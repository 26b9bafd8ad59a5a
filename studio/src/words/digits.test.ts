import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { digits } from "./digits.ts";

test("numbers in Bengali sentences have Bengali digits, those in other languages stay", async () => {
  const i18n = createInstance();
  const translation = { found: "{{count}} × {{name}}" };
  await i18n.use(digits).init({
    resources: { en: { translation }, vi: { translation }, bn: { translation } },
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
  const said = (lng: string) =>
    i18n.t("found" as "common.loading", { count: 1234, name: "42", lng });
  expect([said("en"), said("vi"), said("bn")]).toEqual(["1234 × 42", "1234 × 42", "১,২৩৪ × 42"]);
});
