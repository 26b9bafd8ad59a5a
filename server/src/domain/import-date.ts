import type { ImportSettings } from "@chatloom/api-schema";

const numbers = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$/;

/** Writes a date of a table as `2026-11-30`. Any other text stays as it is, so that its field refuses it. */
export function readImportDate(value: string, order: ImportSettings["dates"]): string {
  const parts = numbers.exec(value);
  if (!parts) {
    return value;
  }
  const [first = "", second = "", third = ""] = parts.slice(1);
  const [year, month, day] =
    first.length === 4
      ? [first, second, third]
      : order === "monthFirst"
        ? [third, first, second]
        : [third, second, first];
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return year.length === 4 && exists ? text : value;
}
