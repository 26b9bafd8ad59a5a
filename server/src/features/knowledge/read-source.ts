import type { ServerContext } from "../../context/server-context.ts";
import { decodeText } from "../../knowledge/decode-text.ts";
import type { DocumentReader } from "../../knowledge/document-reader.ts";
import { readSitemap } from "../../knowledge/read-sitemap.ts";
import { DocumentProblem, type ReadDocument } from "../../knowledge/section.ts";
import { findFile, readFile } from "../../records/file-store.ts";
import { type KnowledgeDocumentRecord, knowledgeDocuments } from "../../records/knowledge-model.ts";
import type { PageFetcher } from "./fetch-page.ts";
import { addPages, pageAddress, pagesAmong } from "./found-pages.ts";

/** The services that reading uses. */
export interface SourceTools {
  readonly context: ServerContext;
  readonly reader: DocumentReader;
  readonly pages: PageFetcher;
}

/** The content of a document. One without sections only has links to others. */
export type SourceContent = Pick<ReadDocument, "title" | "sections">;

const mostSitemaps = 20;

/** Reads what a document says, from wherever it is. Pages that it leads to are queued. Throws `DocumentProblem`. */
export async function readSource(
  tools: SourceTools,
  document: KnowledgeDocumentRecord,
): Promise<SourceContent> {
  const { kind, question = "", answer = "", url = "" } = document;
  switch (kind) {
    case "answer":
      return { title: question, sections: [{ headings: [], text: answer }] };
    case "file":
      return readUpload(tools, document);
    case "page":
      return readPage(tools, document);
    case "site":
      await addPages(tools.context, document, [pageAddress(new URL(url))]);
      return { title: new URL(url).host, sections: [] };
    case "sitemap":
      await readSitemaps(tools, document);
      return { title: new URL(url).host, sections: [] };
  }
}

async function readUpload(
  { context, reader }: SourceTools,
  { fileId = "" }: KnowledgeDocumentRecord,
): Promise<SourceContent> {
  const [file, bytes] = await Promise.all([findFile(context, fileId), readFile(context, fileId)]);
  if (!file || !bytes) {
    throw new DocumentProblem("knowledge.file-gone", "The file was deleted");
  }
  const { fileName, mimeType: type } = file;
  // The name is what people know the file by.
  return { ...(await reader.read({ bytes, fileName, type })), title: fileName };
}

async function readPage(
  { context, reader, pages }: SourceTools,
  { url = "", parentId, workspaceId }: KnowledgeDocumentRecord,
): Promise<SourceContent> {
  const page = await pages.fetch(url);
  const fileName = new URL(page.url).pathname;
  const read = await reader.read({ bytes: page.bytes, fileName, type: page.type });
  const parent =
    parentId === null
      ? undefined
      : await knowledgeDocuments(context.connection).in(workspaceId).findById(parentId);
  if (parent?.kind === "site") {
    await addPages(context, parent, pagesAmong(read.links, page.url, parent.url ?? page.url));
  }
  if (read.sections.length === 0) {
    throw new DocumentProblem("knowledge.empty", "There is no text on the page");
  }
  return { title: read.title || url, sections: read.sections };
}

async function readSitemaps(
  { context, pages }: SourceTools,
  document: KnowledgeDocumentRecord,
): Promise<void> {
  const first = document.url ?? "";
  const { origin } = new URL(first);
  const isOwn = (it: string) => URL.canParse(it) && new URL(it).origin === origin;
  const open = [first];
  let found = 0;
  for (let read = 0; read < mostSitemaps && open.length > 0; read++) {
    const { bytes, type } = await pages.fetch(open.shift() ?? first);
    const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1];
    const { pages: listed, sitemaps } = readSitemap(decodeText(bytes, charset));
    const own = listed.filter(isOwn).map((it) => pageAddress(new URL(it)));
    found += own.length;
    open.push(...sitemaps.filter(isOwn));
    await addPages(context, document, own.slice(0, document.mostPages));
  }
  if (found === 0) {
    throw new DocumentProblem("knowledge.no-pages", "The sitemap lists no page of its own site");
  }
}
