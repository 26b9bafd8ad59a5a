import { routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { type KnowledgeDocumentRecord, knowledgeDocuments } from "../../records/knowledge-model.ts";
import { addDocument } from "./add-document.ts";
import type { KnowledgeIndexer } from "./knowledge-indexer.ts";
import { presentDocument } from "./present-knowledge.ts";
import { removeDocuments } from "./remove-documents.ts";

const chapter = routes.knowledge;

/** Routes for the documents of knowledge bases. */
export function documentRoutes(
  api: Router,
  context: ServerContext,
  indexer: KnowledgeIndexer,
): void {
  const { now } = context;
  const documents = (workspaceId: string) => knowledgeDocuments(context.connection).in(workspaceId);

  answer(api, chapter.listKnowledgeDocuments, async ({ workspaceId, params, query }) => {
    const { cursor, limit = 50, parentId = null, state } = query;
    const found = await documents(workspaceId).find(
      {
        baseId: params.baseId,
        parentId,
        ...defined({
          state,
          _id: cursor !== undefined && /^[0-9a-f]{24}$/.test(cursor) ? { $lt: cursor } : undefined,
        }),
      },
      { sort: { _id: -1 }, limit: limit + 1 },
    );
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(presentDocument),
      ...defined({ next: found.length > limit && last ? String(last._id) : undefined }),
    };
  });

  answer(api, chapter.addKnowledgeDocument, async ({ workspaceId, params, body }) => {
    const made = await addDocument(context, workspaceId, params.baseId, body);
    await queued(workspaceId, params.baseId);
    return presentDocument(made);
  });

  answer(api, chapter.changeKnowledgeAnswer, async ({ workspaceId, params, body }) => {
    const { question, answer: text } = body;
    const changed = await again(
      workspaceId,
      { ...params, kind: "answer" },
      { question, answer: text, title: question },
    );
    await queued(workspaceId, params.baseId);
    return presentDocument(changed);
  });

  answer(api, chapter.reindexKnowledgeDocument, async ({ workspaceId, params }) => {
    const changed = await again(workspaceId, params, {});
    const pages = { baseId: params.baseId, parentId: params.documentId };
    await documents(workspaceId).updateMany(pages, { $set: requeued() });
    await queued(workspaceId, params.baseId);
    return presentDocument(changed);
  });

  answer(api, chapter.removeKnowledgeDocument, async ({ workspaceId, params }) => {
    const { baseId, documentId } = params;
    const own = { baseId, _id: documentId };
    const found = await documents(workspaceId).findOne(own);
    if (!found) {
      throw new NotFound("document");
    }
    // The parent first: its pages then find no more.
    await removeDocuments(context, workspaceId, own);
    await removeDocuments(context, workspaceId, { baseId, parentId: documentId });
    if (found.parentId !== null) {
      await documents(workspaceId).updateOne({ _id: found.parentId }, { $inc: { pages: -1 } });
    }
    await indexer.changed(workspaceId, baseId);
    return {};
  });

  /** Queues one document again, with a change of it. */
  async function again(
    workspaceId: string,
    { baseId, documentId, kind }: { baseId: string; documentId: string; kind?: string },
    change: object,
  ): Promise<KnowledgeDocumentRecord> {
    const changed = await documents(workspaceId).findOneAndUpdate(
      { _id: documentId, baseId, ...defined({ kind: kind || undefined }) },
      { $set: { ...change, ...requeued() } },
    );
    if (!changed) {
      throw new NotFound("document");
    }
    return changed;
  }

  function requeued() {
    return { state: "queued", nextAt: now(), attempts: 0 };
  }

  async function queued(workspaceId: string, baseId: string): Promise<void> {
    await indexer.changed(workspaceId, baseId);
    indexer.nudge();
  }
}
