import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { createDocumentReader } from "../../knowledge/document-reader.ts";
import { DocumentProblem } from "../../knowledge/section.ts";
import type { EmbedForWorkspace } from "../../pipeline/effects/embed-for-workspace.ts";
import {
  type KnowledgeDocumentRecord,
  knowledgeBases,
  knowledgeDocuments,
  knowledgePassages,
} from "../../records/knowledge-model.ts";
import { startDueWork } from "../../store/due-work.ts";
import { createPageFetcher, PageBusy } from "./fetch-page.ts";
import { indexDocument } from "./index-document.ts";

/** Indexes queued documents, beside everything else. */
export interface KnowledgeIndexer {
  /** Looks for queued documents now. */
  readonly nudge: () => void;
  /** Tells members that a base changed, and searches that its documents must be read anew. */
  readonly changed: (workspaceId: string, baseId: string) => Promise<void>;
  /** Gives back what is being indexed and stops. */
  readonly close: () => Promise<void>;
}

const lookEveryMs = 2_000;
const mostAtOnce = 3;
/** A process that has not renewed its claim for so long is dead. */
const leaseMs = 30_000;
const renewMs = 10_000;
const mostAttempts = 3;
const busyMs = 30_000;
const dayMs = 86_400_000;
const announceMs = 1_000;
const closingMs = 5_000;

/** Starts indexing. A document that a dead process had taken is taken again, from its beginning. */
export function startKnowledgeIndexer(
  context: ServerContext,
  embed: EmbedForWorkspace,
): KnowledgeIndexer {
  const { connection, now, log } = context;
  const everywhere = knowledgeDocuments(connection).acrossWorkspaces;
  const reader = createDocumentReader();
  const pages = createPageFetcher(context);
  const tools = { context, reader, pages, embed };
  const announced = new Map<string, NodeJS.Timeout>();
  let lastWorkspace = "";
  let closing = false;
  const due = startDueWork({
    log,
    name: "documents to index",
    lookEveryMs,
    mostAtOnce,
    prepare: queueOutdated,
    take,
    work: indexOne,
    idsOf: ({ _id }) => ({ documentId: String(_id) }),
  });
  due.look();

  async function queueOutdated(): Promise<void> {
    await everywhere.updateMany(
      { refreshAt: { $lte: now() }, state: { $in: ["ready", "failed"] } },
      { $set: { state: "queued", nextAt: now(), attempts: 0 }, $unset: { refreshAt: 1 } },
    );
  }

  /** Takes the next document; workspaces take turns. */
  async function take(): Promise<KnowledgeDocumentRecord | undefined> {
    const due = { state: { $in: ["queued", "indexing"] }, nextAt: { $lte: now() } };
    const waiting = (await everywhere.distinct("workspaceId", due as object)).map(String).sort();
    const workspaceId = waiting.find((it) => it > lastWorkspace) ?? waiting[0];
    if (workspaceId === undefined) {
      return undefined;
    }
    lastWorkspace = workspaceId;
    return knowledgeDocuments(connection)
      .in(workspaceId)
      .findOneAndUpdate(
        due,
        { $set: { state: "indexing", nextAt: now() + leaseMs }, $inc: { attempts: 1 } },
        { sort: { nextAt: 1 } },
      );
  }

  async function indexOne(document: KnowledgeDocumentRecord): Promise<void> {
    const { _id, workspaceId, baseId, attempts } = document;
    const documents = knowledgeDocuments(connection).in(workspaceId);
    let { nextAt } = document;
    const renewal = setInterval(() => {
      const until = now() + leaseMs;
      void documents
        .updateOne({ _id, state: "indexing", nextAt }, { $set: { nextAt: until } })
        .then(({ modified }) => {
          nextAt = modified > 0 ? until : nextAt;
        })
        .catch(() => undefined);
    }, renewMs);
    announce(String(workspaceId), String(baseId));
    try {
      const change =
        attempts > mostAttempts
          ? failedBecause("knowledge.interrupted", "Each attempt to index it was interrupted")
          : await attempt(document);
      const { matched } = await documents.updateOne({ _id, state: "indexing", nextAt }, change);
      if (matched > 0) {
        await changed(String(workspaceId), String(baseId));
      }
    } finally {
      clearInterval(renewal);
      await dropOldPassages(document);
    }
  }

  async function attempt(document: KnowledgeDocumentRecord) {
    try {
      const indexed = await indexDocument(tools, document);
      const refreshAt = await refreshTime(document);
      const unset = {
        problem: 1,
        ...defined({ model: indexed.model === undefined ? 1 : undefined }),
      };
      return {
        $set: {
          ...indexed,
          state: "ready",
          attempts: 0,
          indexedAt: now(),
          ...defined({ refreshAt }),
        },
        $unset: unset,
      };
    } catch (error) {
      if (closing) {
        return { $set: { state: "queued", nextAt: now() }, $inc: { attempts: -1 } };
      }
      if (error instanceof PageBusy && document.attempts < mostAttempts) {
        return { $set: { state: "queued", nextAt: now() + busyMs * document.attempts } };
      }
      if (error instanceof DocumentProblem) {
        const refreshAt = await refreshTime(document);
        return failedBecause(error.code, error.message, refreshAt);
      }
      throw error;
    }
  }

  async function refreshTime({ baseId, workspaceId, url }: KnowledgeDocumentRecord) {
    if (url === undefined) {
      return undefined;
    }
    const base = await knowledgeBases(connection).in(workspaceId).findById(baseId);
    return base?.refreshDays === undefined ? undefined : now() + base.refreshDays * dayMs;
  }

  /** Deletes passages that the document does not name: of the last time, of a failed attempt, or of a document that is gone. */
  async function dropOldPassages({ _id, workspaceId }: KnowledgeDocumentRecord): Promise<void> {
    const current = await knowledgeDocuments(connection).in(workspaceId).findById(_id);
    if (current?.state !== "indexing") {
      await knowledgePassages(connection)
        .in(workspaceId)
        .deleteMany({
          documentId: _id,
          ...defined({ generation: current ? { $ne: current.generation } : undefined }),
        });
    }
  }

  async function changed(workspaceId: string, baseId: string): Promise<void> {
    await knowledgeBases(connection)
      .in(workspaceId)
      .updateOne({ _id: baseId }, { $inc: { revision: 1 }, $set: { updatedAt: new Date(now()) } });
    announce(workspaceId, baseId);
  }

  function announce(workspaceId: string, baseId: string): void {
    if (announced.has(baseId) || closing) {
      return;
    }
    const tell = () => {
      announced.delete(baseId);
      context.announce(workspaceId, "knowledge.updated", { baseId });
    };
    announced.set(baseId, setTimeout(tell, announceMs).unref());
  }

  return {
    nudge: due.look,
    changed,
    async close() {
      closing = true;
      const stopped = due.stop();
      for (const waiting of announced.values()) {
        clearTimeout(waiting);
      }
      await Promise.all([reader.close(), pages.close()]);
      const patience = new Promise((resolve) => setTimeout(resolve, closingMs).unref());
      await Promise.race([stopped.then(due.idle), patience]);
    },
  };
}

function failedBecause(code: string, message: string, refreshAt?: number) {
  return {
    $set: {
      state: "failed",
      problem: { code, message },
      attempts: 0,
      ...defined({ refreshAt }),
    },
  };
}
