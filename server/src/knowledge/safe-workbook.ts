import { zipSync } from "fflate";
import { safeUnzip } from "./safe-unzip.ts";

/** Cells, texts and formats of numbers; pictures and charts are left out. */
const wanted =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

/** Keeps the needed parts of an XLSX workbook, unpacked within limits. Throws `DocumentProblem`. */
export function safeWorkbook(bytes: Uint8Array): Buffer {
  return Buffer.from(zipSync({ ...safeUnzip(bytes, wanted) }, { level: 0 }));
}
