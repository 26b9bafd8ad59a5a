import { type ContactImport, importLimits } from "@chatloom/api-schema";
import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { importPages, rowsPerPage } from "../../records/contact-import-model.ts";
import { importErrors } from "./errors.ts";
import { detectCsv, readCsv } from "./read-csv.ts";
import { readXlsx } from "./read-xlsx.ts";

const mostSamples = 5;
const mostCell = 10_000;

/** The facts of a stored table. */
type Table = Pick<ContactImport, "columns" | "samples" | "rows" | "format"> & {
  readonly _id: mongoose.Types.ObjectId;
};

/** Reads a table and stores its rows in pages. A table that cannot be read leaves nothing behind. */
export async function storeTable(
  { connection }: ServerContext,
  workspaceId: string,
  bytes: Buffer,
): Promise<Table> {
  const _id = new mongoose.Types.ObjectId();
  const pages = importPages(connection).in(workspaceId);
  const { format, source } = open(bytes);
  const samples: string[][] = [];
  let columns: string[] | undefined;
  let rows = 0;
  let page: (readonly string[])[] = [];
  const flush = async () => {
    await pages.insert({
      _id: `${_id}:${Math.floor((rows - 1) / rowsPerPage)}`,
      importId: _id,
      rows: page,
    });
    page = [];
  };
  try {
    for await (const raw of source) {
      const row = raw.map((cell) => cell.replaceAll("\0", "").slice(0, mostCell));
      if (row.every((cell) => cell.trim() === "")) {
        continue;
      }
      if (!columns) {
        columns = titlesOf(row);
        continue;
      }
      rows += 1;
      if (rows > importLimits.rows) {
        throw importErrors.tooManyRows();
      }
      if (samples.length < mostSamples) {
        samples.push(columns.map((_, index) => (row[index] ?? "").slice(0, 200)));
      }
      page.push(row.slice(0, columns.length));
      if (page.length === rowsPerPage) {
        await flush();
      }
    }
    if (!columns || rows === 0) {
      throw importErrors.empty();
    }
    if (page.length > 0) {
      await flush();
    }
  } catch (error) {
    await pages.deleteMany({ importId: _id });
    throw error;
  }
  return { _id, columns, samples, rows, format };
}

function open(bytes: Buffer) {
  // Every XLSX file is a ZIP archive.
  if (bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004", "latin1"))) {
    return { format: "XLSX", source: readXlsx(bytes) };
  }
  const csv = detectCsv(bytes);
  const separator = csv.delimiter === "\t" ? "tab" : csv.delimiter;
  return {
    format: `CSV, ${csv.encoding.toUpperCase()}, ${separator}`,
    source: readCsv(bytes, csv),
  };
}

/** The titles of the columns; one without a title gets its number. */
function titlesOf(row: readonly string[]): string[] {
  if (row.length > importLimits.columns) {
    throw importErrors.tooManyColumns();
  }
  return row.map((cell, index) => cell.trim().slice(0, 120) || `#${index + 1}`);
}
