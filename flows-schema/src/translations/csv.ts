const delimiters = [",", ";", "\t"] as const;
const formula = /^'*[=+\-@\t\r]/;

/** Writes rows as CSV (RFC 4180) with a byte order mark. Text that spreadsheets would take for a formula gets an apostrophe. */
export function writeCsvRows(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Reads rows of CSV, separated by comma, semicolon or tab. Rows without any text are left out; `line` counts from 1. */
export function readCsvRows(
  csv: string,
): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const text = csv.replace(/^\ufeff/, "");
  const [head = ""] = text.replace(/"(?:[^"]|"")*"/g, "").split(/\r?\n/, 1);
  const count = (it: string) => head.split(it).length;
  const delimiter = delimiters.reduce((best, it) => (count(it) > count(best) ? it : best));
  const rows: { line: number; cells: string[] }[] = [];
  let line = 1;
  let row = { line, cells: [] as string[] };
  let at = 0;
  while (at < text.length) {
    let value = "";
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      value = text.slice(at + 1, close).replaceAll('""', '"');
      at = Math.min(close + 1, text.length);
    }
    const end = endOfCell(text, at, delimiter);
    value += text.slice(at, end);
    line += value.split("\n").length - 1;
    row.cells.push(value.startsWith("'") && formula.test(value) ? value.slice(1) : value);
    at = end;
    if (text[at] === delimiter) {
      at++;
      if (at < text.length) {
        continue;
      }
      row.cells.push("");
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line++;
    rows.push(row);
    row = { line, cells: [] };
  }
  return rows.filter(({ cells }) => cells.some((it) => it.trim() !== ""));
}

function cell(value: string): string {
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') {
    at = text.indexOf('"', at + 2);
  }
  return at < 0 ? text.length : at;
}

function endOfCell(text: string, from: number, delimiter: string): number {
  let at = from;
  while (
    at < text.length &&
    text[at] !== delimiter &&
    text[at] !== "\n" &&
    !text.startsWith("\r\n", at)
  ) {
    at++;
  }
  return at;
}
