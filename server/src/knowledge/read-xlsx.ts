import { zipSync } from "fflate";
import readWorkbook from "read-excel-file/node";
import { cellText } from "./cell-text.ts";
import { collectSections } from "./collect-sections.ts";
import { safeUnzip } from "./safe-unzip.ts";
import { DocumentProblem, type ReadDocument } from "./section.ts";
import { addTable } from "./table-sections.ts";

/** Cells, texts and formats of numbers; pictures and charts are left out. */
const wanted =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

/** Reads the sheets of an XLSX workbook. Throws `DocumentProblem`. */
export async function readXlsx(bytes: Uint8Array): Promise<ReadDocument> {
  const packed = Buffer.from(zipSync({ ...safeUnzip(bytes, wanted) }, { level: 0 }));
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
