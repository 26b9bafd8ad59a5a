import readWorkbook from "read-excel-file/node";
import { cellText } from "./cell-text.ts";
import { collectSections } from "./collect-sections.ts";
import { safeWorkbook } from "./safe-workbook.ts";
import { DocumentProblem, type ReadDocument } from "./section.ts";
import { addTable } from "./table-sections.ts";

/** Reads the sheets of an XLSX workbook. Throws `DocumentProblem`. */
export async function readXlsx(bytes: Uint8Array): Promise<ReadDocument> {
  const packed = safeWorkbook(bytes);
  const collector = collectSections();
  for (const { sheet, data } of await sheetsOf(packed)) {
    addTable(
      collector,
      sheet,
      data.map((row) => row.map(cellText)),
    );
  }
  return { title: "", sections: collector.sections(), links: [] };
}

async function sheetsOf(bytes: Buffer) {
  try {
    return await readWorkbook(bytes);
  } catch {
    throw new DocumentProblem("knowledge.unreadable", "The workbook is damaged");
  }
}
