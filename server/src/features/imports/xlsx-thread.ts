import { parentPort, workerData } from "node:worker_threads";
import { readSheet } from "read-excel-file/node";

/** A message of the thread: some rows, the end, or the reason why the file cannot be read. */
export type XlsxMessage =
  | { readonly rows: readonly (readonly string[])[] }
  | { readonly done: true }
  | { readonly problem: string };

const rowsPerMessage = 1_000;

try {
  const rows = await readSheet(Buffer.from(workerData as Uint8Array));
  for (let from = 0; from < rows.length; from += rowsPerMessage) {
    tell({ rows: rows.slice(from, from + rowsPerMessage).map((row) => row.map(textOf)) });
  }
  tell({ done: true });
} catch (error) {
  tell({ problem: error instanceof Error ? error.message : String(error) });
}

function tell(message: XlsxMessage): void {
  parentPort?.postMessage(message);
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) {
    return "";
  }
  if (cell instanceof Date) {
    const text = cell.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
  }
  return String(cell);
}
