/** Where a comma, not a point, stands before the decimals. */
const commaLanguages = new Set(
  "vi de fr es it pt nl id ru uk pl cs sk tr sv da nb no fi el ro hu bg hr sr sl".split(" "),
);

/**
 * Reads a number as people write it: `1.234,5`, `1,234.5`, `1 234`, `-3`. One lone separator with three digits behind it groups thousands or
 * starts decimals by language.
 */
export function parseNumber(text: string, language = "en"): number | undefined {
  const compact = text
    .trim()
    .replace(/[\s'’_]/gu, "")
    .replace(/^\+/, "")
    .replace(/−/g, "-");
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(compact)) return undefined;
  const negative = compact.startsWith("-");
  const digits = toDigits(negative ? compact.slice(1) : compact, language);
  if (digits === undefined) return undefined;
  const value = Number(digits);
  if (!Number.isFinite(value)) return undefined;
  return negative && value !== 0 ? -value : value;
}

function toDigits(text: string, language: string): string | undefined {
  const comma = text.lastIndexOf(",");
  const point = text.lastIndexOf(".");
  if (comma < 0 && point < 0) return text;
  if (comma >= 0 && point >= 0) return split(text, comma > point ? "," : ".");
  const separator = comma >= 0 ? "," : ".";
  const parts = text.split(separator);
  if (parts.length > 2) return grouped(parts);
  const decimal = commaLanguages.has(language.slice(0, 2).toLowerCase()) ? "," : ".";
  if (separator !== decimal && /^[1-9]\d{0,2}$/.test(parts[0] ?? "") && parts[1]?.length === 3)
    return parts.join("");
  return parts.join(".");
}

/** The last separator starts the decimals, the other one groups thousands. */
function split(text: string, decimal: string): string | undefined {
  const [whole = "", decimals = "", ...more] = text.split(decimal);
  if (more.length > 0) return undefined;
  const digits = grouped(whole.split(decimal === "," ? "." : ","));
  return digits === undefined ? undefined : `${digits}.${decimals}`;
}

function grouped(parts: readonly string[]): string | undefined {
  const [first = "", ...rest] = parts;
  return /^\d{1,3}$/.test(first) && rest.every((it) => /^\d{3}$/.test(it))
    ? parts.join("")
    : undefined;
}
