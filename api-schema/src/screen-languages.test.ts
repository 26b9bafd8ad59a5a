import { expect, test } from "vitest";
import { screenLanguageOf } from "./screen-languages.ts";

test.each([
  [["bn-BD"], "bn"],
  [["VI_VN"], "vi"],
  [["fr-FR", "bn", "en"], "bn"],
  [["vi;q=0.9"], "vi"],
  [["vie"], "en"],
  [[null, undefined, ""], "en"],
] as const)("of the wishes %j the screen speaks %s", (wished, language) => {
  expect(screenLanguageOf(...wished)).toBe(language);
});
