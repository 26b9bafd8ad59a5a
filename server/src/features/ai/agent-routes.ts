import { type AiAgentDetails, type AiAgentSummary, routes } from "@chatloom/api-schema";
import { AiAgentSpec, freshAgent, holds, sameJson, walkFields } from "@chatloom/flows-schema";
import type { Router } from "express";
import { type Flaw, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import {
  type AiAgentFields,
  type AiAgentRecord,
  aiAgents,
  aiAgentVersions,
} from "../../records/ai-agent-model.ts";
import { flowsChanged } from "../flows/flows-changed.ts";
import { aiErrors } from "./errors.ts";

const chapter = routes.aiAgents;
const mostAgents = 200;

/** AI agents: drafts, versions, and which of them are active. */
export function agentRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;
  const agents = (workspaceId: string) => aiAgents(connection).in(workspaceId);
  const versions = (workspaceId: string) => aiAgentVersions(connection).in(workspaceId);
  const now = () => new Date(context.now());

  answer(api, chapter.listAiAgents, async ({ workspaceId }) => {
    const found = await agents(workspaceId).find({}, { sort: { updatedAt: -1 } });
    return { items: found.map(present) };
  });

  answer(api, chapter.addAiAgent, async ({ workspaceId, body }) => {
    if ((await agents(workspaceId).count({}, mostAgents)) >= mostAgents) {
      throw aiErrors.tooManyAgents(mostAgents);
    }
    const made = await agents(workspaceId).insert({
      name: body.name,
      active: false,
      draft: freshAgent,
      draftRevision: 1,
      lastVersion: 0,
      createdAt: now(),
      updatedAt: now(),
    });
    return present(made);
  });

  answer(api, chapter.readAiAgent, async ({ workspaceId, params }) =>
    details(workspaceId, await find(workspaceId, params.agentId)),
  );

  answer(api, chapter.saveAiAgent, async ({ workspaceId, params, body }) => {
    const { name, draft, revision } = body;
    return details(workspaceId, await save(workspaceId, params.agentId, revision, { name, draft }));
  });

  answer(api, chapter.restoreAiAgent, async ({ workspaceId, params, body }) => {
    const { version, revision } = body;
    const found = await versions(workspaceId).findOne({ agentId: params.agentId, version });
    if (!found) {
      throw new NotFound("version");
    }
    const { name, spec: draft } = found;
    return details(workspaceId, await save(workspaceId, params.agentId, revision, { name, draft }));
  });

  answer(api, chapter.publishAiAgent, async ({ workspaceId, member, params, body }) => {
    const { draft, name } = await find(workspaceId, params.agentId);
    const flaws = missing(draft);
    if (flaws.length > 0) {
      throw aiErrors.agentIncomplete(flaws);
    }
    const numbered = await agents(workspaceId).findOneAndUpdate(
      { _id: params.agentId, draftRevision: body.revision },
      { $inc: { lastVersion: 1 } },
    );
    if (!numbered) {
      throw aiErrors.draftChanged();
    }
    // The version comes before the agent points at it, so that a crash in between leaves nothing half done.
    const version = numbered.lastVersion;
    await versions(workspaceId).insert({
      agentId: numbered._id,
      version,
      name,
      spec: draft,
      publishedAt: now(),
      publishedBy: member.name,
    });
    const published = await agents(workspaceId).findOneAndUpdate(
      { _id: numbered._id, $or: [{ version: { $exists: false } }, { version: { $lt: version } }] },
      {
        $set: {
          version,
          publishedRevision: body.revision,
          answersAlone: draft.answersAlone,
          active: true,
          updatedAt: now(),
        },
      },
    );
    await flowsChanged(context, workspaceId);
    return details(workspaceId, published ?? (await find(workspaceId, params.agentId)));
  });

  answer(api, chapter.activateAiAgent, async ({ workspaceId, params, body }) => {
    const { version } = await find(workspaceId, params.agentId);
    if (body.active && version === undefined) {
      throw aiErrors.agentUnpublished();
    }
    const changed = await agents(workspaceId).findOneAndUpdate(
      { _id: params.agentId },
      { $set: { active: body.active } },
    );
    await flowsChanged(context, workspaceId);
    return present(changed ?? (await find(workspaceId, params.agentId)));
  });

  answer(api, chapter.removeAiAgent, async ({ workspaceId, params }) => {
    if ((await agents(workspaceId).deleteOne({ _id: params.agentId })) === 0) {
      throw new NotFound("agent");
    }
    await versions(workspaceId).deleteMany({ agentId: params.agentId });
    await flowsChanged(context, workspaceId);
    return {};
  });

  async function find(workspaceId: string, id: string): Promise<AiAgentRecord> {
    const found = await agents(workspaceId).findById(id);
    if (!found) {
      throw new NotFound("agent");
    }
    return found;
  }

  async function save(
    workspaceId: string,
    agentId: string,
    revision: number,
    change: Pick<AiAgentFields, "name" | "draft">,
  ): Promise<AiAgentRecord> {
    const saved = await agents(workspaceId).findOneAndUpdate(
      { _id: agentId, draftRevision: revision },
      { $set: { ...change, updatedAt: now() }, $inc: { draftRevision: 1 } },
    );
    if (saved) {
      return saved;
    }
    await find(workspaceId, agentId);
    throw aiErrors.draftChanged();
  }

  async function details(workspaceId: string, record: AiAgentRecord): Promise<AiAgentDetails> {
    const found = await versions(workspaceId).find(
      { agentId: record._id },
      { sort: { version: -1 }, limit: 100 },
    );
    const newest = found.find((it) => it.version === record.version);
    return {
      agent: {
        ...present(record),
        changed: !newest || newest.name !== record.name || !sameJson(newest.spec, record.draft),
      },
      draft: record.draft,
      revision: record.draftRevision,
      versions: found.map(({ version, publishedAt, publishedBy }) => ({
        version,
        publishedAt: publishedAt.toISOString(),
        publishedBy,
      })),
    };
  }
}

function present(record: AiAgentRecord): AiAgentSummary {
  const { _id, name, active, version, answersAlone = false, updatedAt } = record;
  return {
    id: String(_id),
    name,
    active,
    version,
    answersAlone,
    changed: record.publishedRevision !== record.draftRevision,
    updatedAt: updatedAt.toISOString(),
  };
}

/** The fields that a version needs and the draft leaves empty. */
function missing(draft: AiAgentSpec): Flaw[] {
  return walkFields(AiAgentSpec as Parameters<typeof walkFields>[0], draft)
    .filter((it) => holds(it.schema.filled, it) && isEmpty(it.value))
    .map(({ path }) => ({ at: path, message: "must not be empty" }));
}

function isEmpty(value: unknown): boolean {
  const isBlank = typeof value === "string" && value.trim() === "";
  return value === undefined || isBlank || (Array.isArray(value) && value.length === 0);
}
