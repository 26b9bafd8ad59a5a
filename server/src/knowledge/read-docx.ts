import { zipSync } from "fflate";
import mammoth from "mammoth";
import { readHtml } from "./read-html.ts";
import { safeUnzip } from "./safe-unzip.ts";
import { DocumentProblem, type ReadDocument } from "./section.ts";

/** Texts, styles and lists; pictures are left out. */
const wanted =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|word\/(document|styles|numbering|footnotes|endnotes)\.xml|word\/_rels\/document\.xml\.rels)$/;

/** Reads a DOCX document by its heading styles. Throws `DocumentProblem`. */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  const files = safeUnzip(bytes, wanted);
  const packed = Buffer.from(zipSync({ ...files }, { level: 0 }));
  try {
    const { value } = await mammoth.convertToHtml({ buffer: packed });
    return { ...readHtml(value), links: [] };
  } catch (error) {
    throw error instanceof DocumentProblem
      ? error
      : new DocumentProblem("knowledge.unreadable", "The document is damaged");
  }
}
