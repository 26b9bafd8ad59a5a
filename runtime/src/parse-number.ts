import { foldDigits } from "@chatloom/flows-schema";

/** The notation of what a flow computes or its author types: 1,234.5. */
const plainNotation = "en";

/**
 * Reads a number as people write it: `1.234,5`, `1,234.5`, `1,00,000`, `1 234`, `1'000`, `٢٥`, `-3`. One lone separator with three
 * digits behind it groups thousands or starts decimals by language.
 */
export function parseNumber(text: string, language = plainNotation): number | undefined {
  const digits = readDigits(text, language);
  if (digits === undefined) {
    return undefined;
  }
  const value = Number(digits);
  return Number.isFinite(value) ? value || 0 : undefined;
}

/** Reads a number. A whole number too big to be exact stays a text with all its digits. */
export function parseExactNumber(
  text: string,
  language = plainNotation,
): number | string | undefined {
  const value = parseNumber(text, language);
  if (value === undefined || Number.isSafeInteger(value) || Math.abs(value) < 2 ** 53) {
    return value;
  }
  const digits = readDigits(text, language) ?? "";
  return digits.includes(".") ? value : digits.replace(/^(-?)0+(?=\d)/, "$1");
}

const spacedGroups = /^[-−–+]?\s?\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d*)?$/u;

/** Writes a number in plain digits, with a point before the decimals. */
function readDigits(text: string, language: string): string | undefined {
  const folded = foldDigits(text.normalize("NFKC").replace(/٫/g, "."));
  const trimmed = folded.replace(/\p{Cf}/gu, "").trim();
  if (/\d[\s'’]+\d/u.test(trimmed) && !spacedGroups.test(trimmed)) {
    return undefined;
  }
  const compact = trimmed
    .replace(/[\s'’٬_]/gu, "")
    .replace(/^\+/, "")
    .replace(/^[−–]/, "-");
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(compact)) {
    return undefined;
  }
  const negative = compact.startsWith("-");
  const digits = withPoint(negative ? compact.slice(1) : compact, language);
  return digits === undefined ? undefined : `${negative ? "-" : ""}${digits}`;
}

function withPoint(text: string, language: string): string | undefined {
  const comma = text.lastIndexOf(",");
  const point = text.lastIndexOf(".");
  if (comma < 0 && point < 0) {
    return text;
  }
  if (comma >= 0 && point >= 0) {
    return split(text, comma > point ? "," : ".");
  }
  const separator = comma >= 0 ? "," : ".";
  const parts = text.split(separator);
  if (parts.length > 2) {
    return grouped(parts);
  }
  const groups = separator !== decimalOf(language);
  if (groups && /^[1-9]\d{0,2}$/.test(parts[0] ?? "") && parts[1]?.length === 3) {
    return parts.join("");
  }
  return parts.join(".");
}

/** Splits where the last separator starts the decimals and the other one groups thousands. */
function split(text: string, decimal: string): string | undefined {
  const [whole = "", decimals = "", ...more] = text.split(decimal);
  if (more.length > 0) {
    return undefined;
  }
  const digits = grouped(whole.split(decimal === "," ? "." : ","));
  return digits === undefined ? undefined : `${digits}.${decimals}`;
}

/** Joins groups of three digits, or as in India of two with three at the end. */
function grouped(parts: readonly string[]): string | undefined {
  return /^(\d{1,3}(,\d{3})+|\d{1,3}|\d{1,2}(,\d{2})*,\d{3})$/.test(parts.join(","))
    ? parts.join("")
    : undefined;
}

const decimals = new Map<string, string>();

function decimalOf(language: string): string {
  const tag = language.replace(/_/g, "-");
  let decimal = decimals.get(tag);
  if (decimal === undefined) {
    decimal = findDecimal(tag);
    // Tags come from contacts, so the number of entries must be limited.
    if (decimals.size >= 500) {
      decimals.clear();
    }
    decimals.set(tag, decimal);
  }
  return decimal;
}

function findDecimal(tag: string): string {
  try {
    const parts = new Intl.NumberFormat(tag).formatToParts(1.5);
    return parts.some((it) => it.type === "decimal" && it.value === ",") ? "," : ".";
  } catch {
    return ".";
  }
}
