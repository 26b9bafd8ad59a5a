import type { JsonValue } from "@chatloom/runtime";

/** Writes a range of the API: `'Ann''s list'!A1`. */
export function sheetRange(sheet: string, cells: string): string {
  return `'${sheet.replaceAll("'", "''")}'!${cells}`;
}

/** Writes the letters of a column, counted from 0: `A`, `Z`, `AA`. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest < 0 ? "" : columnLetters(rest)) + String.fromCharCode(65 + (index % 26));
}

/** Finds a column by its name in the first row: exactly, or else without regard to case. Undefined if there is none. */
export function columnIndex(header: readonly string[], name: string): number | undefined {
  const wanted = name.trim();
  const exact = header.findIndex((it) => it.trim() === wanted);
  const index =
    exact >= 0 ? exact : header.findIndex((it) => it.trim().toLowerCase() === wanted.toLowerCase());
  return index < 0 || wanted === "" ? undefined : index;
}

/** Reads the cells of an answer as texts. */
export function cellsOf(body: JsonValue): string[][] {
  const { values } = (body ?? {}) as { readonly values?: readonly (readonly JsonValue[])[] };
  return (values ?? []).map((line) => line.map((it) => (it === null ? "" : String(it))));
}

/** Makes the value of a cell: plain numbers can be counted with, all else is text and never a formula. */
export function cellValue(text: string): string | number {
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(text) ? Number(text) : text;
}

/** Returns the number of the row in a range such as `'Orders'!A5:C5`; 0 if it names none. */
export function rowOf(range: string | undefined): number {
  return Number(/!?\$?[A-Z]+\$?(\d+)(?::\$?[A-Z]+\$?\d+)?$/.exec(range ?? "")?.[1] ?? 0);
}

/** Returns the id of a spreadsheet from its address, or the id itself. */
export function spreadsheetId(text: string): string {
  const bare = text.trim();
  return /\/spreadsheets\/d\/([\w-]+)/.exec(bare)?.[1] ?? bare;
}
