import { indexTexts } from "@chatloom/runtime";
import { LRUCache } from "lru-cache";
import type { ServerContext } from "../../context/server-context.ts";
import {
  type Candidate,
  type DocumentIndex,
  preferPhrases,
  rankPassages,
} from "../../knowledge/rank-passages.ts";
import {
  type KnowledgeDocumentRecord,
  knowledgeBases,
  knowledgeDocuments,
  knowledgePassages,
} from "../../records/knowledge-model.ts";
import type { EffectPlace } from "./effect-place.ts";
import type { EmbedForWorkspace } from "./embed-for-workspace.ts";

/** A passage that was found, with where it stands. */
export interface FoundPassage extends Pick<Candidate, "share" | "near" | "relevant"> {
  readonly baseId: string;
  readonly documentId: string;
  readonly title: string;
  readonly url: string | undefined;
  readonly headings: readonly string[];
  readonly text: string;
}

/** A search in some bases of a workspace; without bases, in all. */
export interface KnowledgeQuery {
  readonly place: EffectPlace;
  readonly effectId: string;
  readonly baseIds: readonly string[];
  readonly question: string;
  readonly most: number;
}

/** Finds passages. Made once per server. */
export type SearchKnowledge = (query: KnowledgeQuery) => Promise<readonly FoundPassage[]>;

/** The most memory of the documents' indexes, in bytes, as an estimate. */
const cacheBytes = 96_000_000;
/** How many documents are read from the store at once. */
const readAtOnce = 40;
/** How many of the best are looked at again with their texts. */
const looked = 30;
const embeddingMs = 4_000;

type Head = Pick<
  KnowledgeDocumentRecord,
  "_id" | "baseId" | "title" | "url" | "generation" | "model"
>;

/**
 * Makes the search. Indexes are kept in memory for each document, as far as there is room: a changed document costs only itself, and what
 * nobody asks for is forgotten.
 */
export function createKnowledgeSearch(
  { connection }: Pick<ServerContext, "connection">,
  embed: EmbedForWorkspace,
): SearchKnowledge {
  const heads = new LRUCache<string, { readonly revision: number; readonly heads: Head[] }>({
    max: 200,
  });
  const indexes = new LRUCache<string, DocumentIndex>({
    maxSize: cacheBytes,
    sizeCalculation: sizeOf,
  });

  async function headsOf(workspaceId: string, baseIds: readonly string[]): Promise<Head[]> {
    const valid = baseIds.filter((it) => /^[0-9a-f]{24}$/.test(it));
    const bases = await knowledgeBases(connection)
      .in(workspaceId)
      .find(baseIds.length === 0 ? {} : { _id: { $in: valid } }, {
        projection: { revision: 1 },
      });
    const lists = await Promise.all(
      bases.map(async ({ _id, revision }) => {
        const known = heads.get(String(_id));
        if (known?.revision === revision) {
          return known.heads;
        }
        const found = await knowledgeDocuments(connection)
          .in(workspaceId)
          .find(
            { baseId: _id, passages: { $gt: 0 } },
            { projection: { baseId: 1, title: 1, url: 1, generation: 1, model: 1 } },
          );
        heads.set(String(_id), { revision, heads: found });
        return found;
      }),
    );
    return lists.flat();
  }

  /** Reads the indexes that are not in memory. Those of one search are held until it ends, also beyond the cache. */
  async function indexesOf(workspaceId: string, documents: readonly Head[]) {
    const held = documents.map((it) => indexes.get(keyOf(it)));
    const missing = documents.filter((_, at) => held[at] === undefined);
    const read = new Map<string, DocumentIndex>();
    for (let from = 0; from < missing.length; from += readAtOnce) {
      const part = missing.slice(from, from + readAtOnce);
      const found = await knowledgePassages(connection)
        .in(workspaceId)
        .find({ documentId: { $in: part.map((it) => it._id) } });
      for (const head of part) {
        const own = found
          .filter((it) => String(it.documentId) === String(head._id))
          .filter((it) => it.generation === head.generation)
          .sort((a, z) => a.number - z.number);
        const vectors = own.flatMap(({ vector }) => (vector ? [toVector(vector)] : []));
        const index = {
          words: indexTexts(own.map((it) => indexedText(head.title, it))),
          vectors: vectors.length === own.length ? vectors : undefined,
        };
        indexes.set(keyOf(head), index);
        read.set(keyOf(head), index);
      }
    }
    return documents.map((it, at) => held[at] ?? read.get(keyOf(it)) ?? nothing);
  }

  return async ({ place, effectId, baseIds, question, most }) => {
    const { workspaceId } = place;
    const documents = await headsOf(workspaceId, baseIds);
    if (documents.length === 0 || question.trim() === "") {
      return [];
    }
    const hasVectors = documents.some((it) => it.model !== undefined);
    const asked = hasVectors
      ? await embed([question], { place, effectId, timeoutMs: embeddingMs })
      : undefined;
    const all = await indexesOf(workspaceId, documents);
    const comparable = all.map((it, at) =>
      documents[at]?.model === asked?.model ? it : { words: it.words },
    );
    const ranked = rankPassages(comparable, question, asked?.vectors[0]).slice(0, looked);
    const texts = await knowledgePassages(connection)
      .in(workspaceId)
      .find({
        documentId: { $in: [...new Set(ranked.map((it) => documents[it.document]?._id))] },
        number: { $in: [...new Set(ranked.map((it) => it.passage))] },
      });
    const candidates = ranked.flatMap(({ document, passage, score, share, near, relevant }) => {
      const head = documents[document];
      const found = texts.find(
        (it) =>
          it.number === passage &&
          it.generation === head?.generation &&
          String(it.documentId) === String(head._id),
      );
      return head && found
        ? [
            {
              ...standsIn(head),
              headings: found.headings,
              text: found.text,
              score,
              share,
              near,
              relevant,
            },
          ]
        : [];
    });
    return preferPhrases(candidates, question)
      .slice(0, most)
      .map(({ score: _, ...passage }) => passage);
  };
}

/** Gives the searched text of a passage, including its document's title and its headings. */
export function indexedText(
  title: string,
  { headings, text }: { readonly headings: readonly string[]; readonly text: string },
): string {
  return [title, ...headings, text].join("\n");
}

const nothing: DocumentIndex = { words: indexTexts([]) };

function standsIn({ _id, baseId, title, url }: Head) {
  return { documentId: String(_id), baseId: String(baseId), title, url };
}

function keyOf({ _id, generation }: Head): string {
  return `${_id}.${generation}`;
}

function sizeOf({ words, vectors = [] }: DocumentIndex): number {
  let postings = 0;
  for (const list of words.postings.values()) {
    postings += list.length;
  }
  const dimensions = vectors[0]?.length ?? 0;
  return 500 + words.postings.size * 90 + postings * 8 + vectors.length * (dimensions + 100);
}

/** The driver gives bytes as `Binary`. */
function toVector(stored: Buffer | { readonly buffer: Uint8Array }): Int8Array {
  const bytes = Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer as Uint8Array);
  return Int8Array.from(bytes, (it) => (it > 127 ? it - 256 : it));
}
