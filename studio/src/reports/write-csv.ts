import type { Column } from "./data-table.tsx";

/** Writes a table as CSV with a byte order mark, so that spreadsheets read it as UTF-8. */
export function writeCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((it) => it.label),
    ...rows.map((row) => columns.map((it) => it.value?.(row) ?? it.text(row))),
  ];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Text that spreadsheets would take for a formula gets an apostrophe. */
function cell(value: string | number): string {
  if (typeof value === "number") {
    return String(value);
  }
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
