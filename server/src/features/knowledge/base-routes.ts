import { type KnowledgeBase, knowledgeLimits, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { answer } from "../../http/answer.ts";
import type { SearchKnowledge } from "../../pipeline/effects/knowledge-search.ts";
import {
  type KnowledgeBaseRecord,
  knowledgeBases,
  knowledgeDocuments,
} from "../../records/knowledge-model.ts";
import { knowledgeErrors } from "./errors.ts";
import type { KnowledgeIndexer } from "./knowledge-indexer.ts";
import { presentBase, type StateCount } from "./present-knowledge.ts";
import { removeDocuments } from "./remove-documents.ts";

const chapter = routes.knowledge;
/** How many passages a trial search shows. */
const shown = 8;
const dayMs = 86_400_000;

/** Routes for knowledge bases and the search in them. */
export function baseRoutes(
  api: Router,
  context: ServerContext,
  { indexer, search }: { readonly indexer: KnowledgeIndexer; readonly search: SearchKnowledge },
): void {
  const { connection, now } = context;
  const bases = (workspaceId: string) => knowledgeBases(connection).in(workspaceId);
  const documents = (workspaceId: string) => knowledgeDocuments(connection).in(workspaceId);

  answer(api, chapter.listKnowledgeBases, async ({ workspaceId }) => {
    const [found, counts] = await Promise.all([
      bases(workspaceId).find({}, { sort: { createdAt: 1 } }),
      countStates(workspaceId),
    ]);
    return { items: found.map((it) => presentBase(it, counts)) };
  });

  answer(api, chapter.addKnowledgeBase, async ({ workspaceId, body }) => {
    const { bases: most } = knowledgeLimits;
    if ((await bases(workspaceId).count({}, most)) >= most) {
      throw knowledgeErrors.tooManyBases(most);
    }
    const at = new Date(now());
    const made = { name: body.name, revision: 1, createdAt: at, updatedAt: at };
    return presentBase(await bases(workspaceId).insert(made), []);
  });

  answer(api, chapter.readKnowledgeBase, ({ workspaceId, params }) =>
    show(workspaceId, params.baseId),
  );

  answer(api, chapter.changeKnowledgeBase, async ({ workspaceId, params, body }) => {
    const { _id } = await find(workspaceId, params.baseId);
    const { name, refreshDays } = body;
    const update = {
      $set: {
        updatedAt: new Date(now()),
        ...defined({ name, refreshDays: refreshDays || undefined }),
      },
      ...defined({ $unset: refreshDays === 0 ? { refreshDays: 1 } : undefined }),
    };
    await bases(workspaceId).updateOne({ _id }, update);
    if (refreshDays !== undefined) {
      const next =
        refreshDays === 0
          ? { $unset: { refreshAt: 1 } }
          : { $set: { refreshAt: now() + refreshDays * dayMs } };
      await documents(workspaceId).updateMany({ baseId: _id, url: { $exists: true } }, next);
    }
    return show(workspaceId, params.baseId);
  });

  answer(api, chapter.removeKnowledgeBase, async ({ workspaceId, params }) => {
    const { _id } = await find(workspaceId, params.baseId);
    // The base goes last: what an interruption leaves can be removed again.
    await removeDocuments(context, workspaceId, { baseId: _id });
    await bases(workspaceId).deleteOne({ _id });
    return {};
  });

  answer(api, chapter.reindexKnowledgeBase, async ({ workspaceId, params }) => {
    const { _id } = await find(workspaceId, params.baseId);
    const again = { state: "queued", nextAt: now(), attempts: 0 };
    await documents(workspaceId).updateMany({ baseId: _id }, { $set: again });
    await indexer.changed(workspaceId, params.baseId);
    indexer.nudge();
    return show(workspaceId, params.baseId);
  });

  answer(api, chapter.searchKnowledge, async ({ workspaceId, params, body }) => {
    await find(workspaceId, params.baseId);
    const found = await search({
      place: { workspaceId },
      effectId: `try:${newId()}`,
      baseIds: [params.baseId],
      question: body.question,
      most: shown,
    });
    return { items: found.map(({ headings, ...it }) => ({ ...it, headings: [...headings] })) };
  });

  async function find(workspaceId: string, baseId: string): Promise<KnowledgeBaseRecord> {
    const found = await bases(workspaceId).findById(baseId);
    if (!found) {
      throw new NotFound("base");
    }
    return found;
  }

  async function show(workspaceId: string, baseId: string): Promise<KnowledgeBase> {
    const found = await find(workspaceId, baseId);
    return presentBase(found, await countStates(workspaceId, found));
  }

  async function countStates(
    workspaceId: string,
    base?: Pick<KnowledgeBaseRecord, "_id">,
  ): Promise<StateCount[]> {
    const groups = await documents(workspaceId).aggregate<
      Omit<StateCount, "baseId" | "state"> & {
        readonly _id: { readonly baseId: unknown; readonly state: StateCount["state"] };
      }
    >([
      ...(base ? [{ $match: { baseId: base._id } }] : []),
      {
        $group: {
          _id: { baseId: "$baseId", state: "$state" },
          documents: { $sum: 1 },
          passages: { $sum: "$passages" },
          withVectors: { $sum: { $cond: [{ $ifNull: ["$model", false] }, 1, 0] } },
        },
      },
    ]);
    return groups.map(({ _id, ...counts }) => ({
      baseId: String(_id.baseId),
      state: _id.state,
      ...counts,
    }));
  }
}
