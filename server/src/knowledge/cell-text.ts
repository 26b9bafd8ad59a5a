/** Writes the value of a workbook's cell as text. Dates become ISO 8601. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) {
    return "";
  }
  if (cell instanceof Date) {
    const text = cell.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
  }
  return String(cell);
}
