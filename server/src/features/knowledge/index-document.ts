import { knowledgeLimits } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import { DocumentProblem } from "../../knowledge/section.ts";
import { splitSections } from "../../knowledge/split-sections.ts";
import type { EmbedForWorkspace } from "../../pipeline/effects/embed-for-workspace.ts";
import { indexedText } from "../../pipeline/effects/knowledge-search.ts";
import {
  type KnowledgeDocumentFields,
  type KnowledgeDocumentRecord,
  knowledgeDocuments,
  knowledgePassages,
} from "../../records/knowledge-model.ts";
import { readSource, type SourceTools } from "./read-source.ts";

/** The result of indexing a document: the fields to store with it. */
export type IndexedDocument = Pick<
  KnowledgeDocumentFields,
  "title" | "generation" | "passages" | "model"
>;

const longestTitle = 200;
const embeddingMs = 60_000;
/** How many passages one write holds. */
const writtenAtOnce = 200;

/**
 * Reads a document, splits it into passages and stores them beside those of the last time, under a generation of their own. They count
 * once the document names that generation. Throws `DocumentProblem`.
 */
export async function indexDocument(
  tools: SourceTools & { readonly embed: EmbedForWorkspace },
  document: KnowledgeDocumentRecord,
): Promise<IndexedDocument> {
  const { context, embed } = tools;
  const { _id: documentId, workspaceId, baseId, kind } = document;
  const { title: found, sections } = await readSource(tools, document);
  const title = found.slice(0, longestTitle) || document.title;
  // No two attempts share a generation, also of two processes that believe the document theirs.
  const generation = Math.max(document.generation + 1, context.now());
  const parts = splitSections(sections);
  const passages = knowledgePassages(context.connection).in(workspaceId);
  await refuseOverflow(tools, document, parts.length);
  // An attempt that a crash ended may have left some.
  await passages.deleteMany({ documentId, generation: { $ne: document.generation } });
  const embedded =
    kind === "site" || kind === "sitemap" || parts.length === 0
      ? undefined
      : await embed(
          parts.map((it) => indexedText(title, it)),
          {
            place: { workspaceId: String(workspaceId) },
            effectId: `index:${documentId}:${generation}`,
            timeoutMs: embeddingMs,
          },
        );
  const docs = parts.map(({ headings, text }, number) => {
    const vector = embedded?.vectors[number];
    return {
      baseId,
      documentId,
      generation,
      number,
      headings: [...headings],
      text,
      ...defined({
        vector: vector ? Buffer.from(vector.buffer, vector.byteOffset, vector.length) : undefined,
      }),
    };
  });
  for (let from = 0; from < docs.length; from += writtenAtOnce) {
    await passages.insertMany(docs.slice(from, from + writtenAtOnce));
  }
  return {
    title,
    generation,
    passages: docs.length,
    ...defined({ model: embedded?.model }),
  };
}

async function refuseOverflow(
  { context }: SourceTools,
  { _id, workspaceId, baseId }: KnowledgeDocumentRecord,
  count: number,
): Promise<void> {
  const [others] = await knowledgeDocuments(context.connection)
    .in(workspaceId)
    .aggregate<{ passages: number }>([
      { $match: { baseId, _id: { $ne: _id } } },
      { $group: { _id: null, passages: { $sum: "$passages" } } },
    ]);
  if ((others?.passages ?? 0) + count > knowledgeLimits.passages) {
    throw new DocumentProblem(
      "knowledge.base-full",
      `The knowledge base would have more than ${knowledgeLimits.passages} passages`,
    );
  }
}
