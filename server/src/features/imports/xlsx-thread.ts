import { parentPort, workerData } from "node:worker_threads";
import { readSheet } from "read-excel-file/node";
import { cellText } from "../../knowledge/cell-text.ts";
import { safeWorkbook } from "../../knowledge/safe-workbook.ts";

/** A message of the thread: some rows, the end, or the reason why the file cannot be read. */
export type XlsxMessage =
  | { readonly rows: readonly (readonly string[])[] }
  | { readonly done: true }
  | { readonly problem: string };

const rowsPerMessage = 1_000;

try {
  const rows = await readSheet(safeWorkbook(workerData as Uint8Array));
  for (let from = 0; from < rows.length; from += rowsPerMessage) {
    tell({ rows: rows.slice(from, from + rowsPerMessage).map((row) => row.map(cellText)) });
  }
  tell({ done: true });
} catch (error) {
  tell({ problem: error instanceof Error ? error.message : String(error) });
}

function tell(message: XlsxMessage): void {
  parentPort?.postMessage(message);
}
