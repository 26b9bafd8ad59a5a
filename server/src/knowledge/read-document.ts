import { decodeText } from "./decode-text.ts";
import { readCsv } from "./read-csv.ts";
import { readDocx } from "./read-docx.ts";
import { readHtml } from "./read-html.ts";
import { readMarkdown } from "./read-markdown.ts";
import { readPdf } from "./read-pdf.ts";
import { readXlsx } from "./read-xlsx.ts";
import { DocumentProblem, type ReadDocument } from "./section.ts";

/** The bytes of a document, and what its sender says about them. */
export interface DocumentBytes {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** A MIME type, also with a character set. */
  readonly type: string;
}

/** Reads a document of any known kind. The bytes tell the kind where they can. Throws `DocumentProblem`. */
export async function readDocument({
  bytes,
  fileName,
  type,
}: DocumentBytes): Promise<ReadDocument> {
  const document = await readByKind(bytes, fileName.toLowerCase(), type.toLowerCase());
  if (document.sections.length === 0 && document.links.length === 0) {
    throw new DocumentProblem(
      "knowledge.empty",
      "There is no text; a scanned document must be recognised first",
    );
  }
  return document;
}

async function readByKind(
  bytes: Uint8Array,
  fileName: string,
  type: string,
): Promise<ReadDocument> {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1_024));
  if (head.includes("%PDF-")) {
    return readPdf(bytes);
  }
  if (head.startsWith("PK\u0003\u0004")) {
    return readPacked(bytes);
  }
  if (head.startsWith("\u00d0\u00cf\u0011\u00e0")) {
    throw new DocumentProblem(
      "knowledge.old-format",
      "The format is too old or encrypted; save the file as DOCX, XLSX or PDF",
    );
  }
  const marked = head.startsWith("\u00ff\u00fe") || head.startsWith("\u00fe\u00ff");
  if (head.includes("\0") && !marked) {
    throw new DocumentProblem("knowledge.type-unknown", "Files of this type cannot be read");
  }
  const text = decodeText(bytes, /charset\s*=\s*"?([\w.:-]+)/.exec(type)?.[1]);
  if (
    /\bhtml\b/.test(type) ||
    /\.x?html?$/.test(fileName) ||
    /^\s*<(!doctype html|html)/i.test(text)
  ) {
    return readHtml(text);
  }
  return type.startsWith("text/csv") || /\.(csv|tsv)$/.test(fileName)
    ? readCsv(text)
    : readMarkdown(text);
}

async function readPacked(bytes: Uint8Array): Promise<ReadDocument> {
  // The directory of an archive is at its end, in plain letters.
  const names = new TextDecoder("latin1").decode(bytes.subarray(-200_000));
  if (names.includes("word/document.xml")) {
    return readDocx(bytes);
  }
  if (names.includes("xl/workbook.xml")) {
    return readXlsx(bytes);
  }
  throw new DocumentProblem("knowledge.type-unknown", "Files of this type cannot be read");
}
