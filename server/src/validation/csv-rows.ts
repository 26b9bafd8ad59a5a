import { parse } from "csv-parse/sync";

/** Returns the separator that the first line with text has most often, outside quotes. Of equals, the first one. */
export function delimiterOf<D extends string>(text: string, delimiters: readonly [D, ...D[]]): D {
  const [line = ""] = text
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r?\n|\r/)
    .filter((it) => it.trim() !== "");
  const count = (delimiter: string) => line.split(delimiter).length;
  return delimiters.reduce((best, it) => (count(it) > count(best) ? it : best));
}

/** Reads the rows of a small table with commas, semicolons or tabs. Lines may be longer or shorter than the first one. Throws `CsvError`. */
export function csvRows(text: string): string[][] {
  return parse(text, {
    bom: true,
    delimiter: delimiterOf(text, [",", ";", "\t"]),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
}
