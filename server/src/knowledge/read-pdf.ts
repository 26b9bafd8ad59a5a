import { extractText, getDocumentProxy } from "unpdf";
import { collectSections } from "./collect-sections.ts";
import { DocumentProblem, type ReadDocument } from "./section.ts";

const mostPages = 2_000;

/** Reads the text of a PDF, page by page. Throws `DocumentProblem`, also for one that wants a password. */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  const { pages, title } = await textOf(bytes);
  const collector = collectSections();
  for (const [index, page] of pages.entries()) {
    if (pages.length > 1) {
      collector.heading(1, `p. ${index + 1}`);
    }
    for (const line of page.split("\n")) {
      collector.line(line);
    }
  }
  return { title, sections: collector.sections(), links: [] };
}

async function textOf(
  bytes: Uint8Array,
): Promise<{ readonly pages: readonly string[]; readonly title: string }> {
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    if (pdf.numPages > mostPages) {
      throw new DocumentProblem(
        "knowledge.too-long",
        `The document has more than ${mostPages} pages`,
      );
    }
    const { text } = await extractText(pdf, { mergePages: false });
    const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
    const { Title } = info as { readonly Title?: unknown };
    return { pages: text, title: typeof Title === "string" ? Title.trim() : "" };
  } catch (error) {
    if (error instanceof DocumentProblem) {
      throw error;
    }
    throw (error as Error).name === "PasswordException"
      ? new DocumentProblem("knowledge.encrypted", "The document wants a password")
      : new DocumentProblem("knowledge.unreadable", "The document is damaged");
  }
}
