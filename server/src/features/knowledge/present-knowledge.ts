import type { KnowledgeBase, KnowledgeDocument, KnowledgeQuestion } from "@chatloom/api-schema";
import type {
  KnowledgeBaseRecord,
  KnowledgeDocumentRecord,
  KnowledgeQuestionRecord,
} from "../../records/knowledge-model.ts";

/** How many documents of a base are in one state, and what they hold. */
export interface StateCount {
  readonly baseId: string;
  readonly state: KnowledgeDocument["state"];
  readonly documents: number;
  readonly passages: number;
  readonly withVectors: number;
}

/** Presents a base with the counts of its documents. */
export function presentBase(
  { _id, name, refreshDays, updatedAt }: KnowledgeBaseRecord,
  counts: readonly StateCount[],
): KnowledgeBase {
  const own = counts.filter((it) => it.baseId === String(_id));
  const inState = (state: StateCount["state"]) =>
    own.find((it) => it.state === state)?.documents ?? 0;
  return {
    id: String(_id),
    name,
    refreshDays,
    documents: {
      queued: inState("queued"),
      indexing: inState("indexing"),
      ready: inState("ready"),
      failed: inState("failed"),
    },
    passages: own.reduce((sum, it) => sum + it.passages, 0),
    byMeaning: own.some((it) => it.withVectors > 0),
    updatedAt: updatedAt.toISOString(),
  };
}

/** Presents a document. */
export function presentDocument(record: KnowledgeDocumentRecord): KnowledgeDocument {
  const { _id, kind, title, url, question, answer, parentId, state, problem } = record;
  const { passages, pages, mostPages, indexedAt } = record;
  return {
    id: String(_id),
    kind,
    title,
    url,
    question,
    answer,
    parentId: parentId === null ? undefined : String(parentId),
    state,
    problem: state === "failed" && problem ? { ...problem } : undefined,
    passages,
    pages,
    mostPages,
    indexedAt: indexedAt === undefined ? undefined : new Date(indexedAt).toISOString(),
  };
}

/** Presents an open question. */
export function presentQuestion(record: KnowledgeQuestionRecord): KnowledgeQuestion {
  const { _id, kind, question, answer, count, conversationId, at } = record;
  return {
    id: String(_id),
    kind,
    question,
    answer,
    count,
    conversationId,
    at: at.toISOString(),
  };
}
