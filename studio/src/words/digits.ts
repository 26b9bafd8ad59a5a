import type { FormatterModule } from "i18next";

/** Writes numbers within sentences in the digits that `Intl` gives to dates and sums on the same screen. */
export const digits: FormatterModule = {
  type: "formatter",
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value, _format, language) =>
    typeof value === "number" && language === "bn" ? value.toLocaleString(language) : value,
};
