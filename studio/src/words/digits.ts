import type { FormatterModule } from "i18next";

/** Values that name a thing rather than count something: groups of digits would read as an amount. */
const names: ReadonlySet<string | undefined> = new Set([
  "code",
  "column",
  "id",
  "line",
  "number",
  "row",
  "version",
]);

/** Writes numbers within sentences as `Intl` writes sums on the same screen: 1,234 or 1.234 or ১,২৩৪. */
export const digits: FormatterModule = {
  type: "formatter",
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value, _format, language, options) => {
    if (typeof value !== "number" || !Number.isFinite(value)) {
      return value;
    }
    const { interpolationkey: name } = (options ?? {}) as { readonly interpolationkey?: string };
    return value.toLocaleString(language, { useGrouping: !names.has(name) });
  },
};
