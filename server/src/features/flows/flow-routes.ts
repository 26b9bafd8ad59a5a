import { routes } from "@chatloom/api-schema";
import { emptyFlow, readFlow, samples, translateFlow } from "@chatloom/flows-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { SampleNotFound } from "../../records/flow-errors.ts";
import { flows, flowVersions } from "../../records/flow-model.ts";
import {
  announceFlow,
  findFlow,
  insertFlow,
  listFlows,
  replaceDraft,
} from "../../records/flow-store.ts";
import { flowsChanged } from "./flows-changed.ts";

const chapter = routes.flows;

/** Making, drawing, renaming and deleting flows. */
export function flowRoutes(api: Router, context: ServerContext): void {
  answer(api, chapter.listFlows, async ({ workspaceId }) => ({
    items: await listFlows(context, workspaceId),
  }));

  answer(api, chapter.listSamples, () => ({
    items: samples.map(({ id, icon, title, description }) => ({ id, icon, title, description })),
  }));

  answer(api, chapter.createFlow, async ({ workspaceId, member, body }) => {
    const draft = body.sample === undefined ? emptyFlow(body.name) : fromSample(body.sample);
    const inLanguage = body.language ? translateFlow(draft, body.language) : draft;
    return insertFlow(context, workspaceId, { ...inLanguage, name: body.name }, member.name);
  });

  answer(api, chapter.readFlow, async ({ workspaceId, params }) => {
    const flow = await findFlow(context, workspaceId, params.flowId);
    const summary = await summarize(flow);
    return { summary, revision: flow.draftRevision, draft: readFlow(flow.draft) };
  });

  answer(api, chapter.saveDraft, async ({ workspaceId, member, params, body }) => {
    const change = { ...body, by: member.name };
    const revision = await replaceDraft(context, workspaceId, params.flowId, change);
    const { flowId } = params;
    context.announce(workspaceId, "flow.draftSaved", { flowId, revision, memberId: member.id });
    return { revision };
  });

  answer(api, chapter.renameFlow, async ({ workspaceId, member, params, body }) => {
    const { draft, draftRevision } = await findFlow(context, workspaceId, params.flowId);
    const renamed = { ...draft, name: body.name };
    const change = { revision: draftRevision, draft: renamed, by: member.name };
    await replaceDraft(context, workspaceId, params.flowId, change);
    return summarize(await findFlow(context, workspaceId, params.flowId));
  });

  answer(api, chapter.deleteFlow, async ({ workspaceId, params }) => {
    const { connection } = context;
    const gone = await flows(connection).in(workspaceId).deleteOne({ _id: params.flowId });
    if (gone === 0) throw new NotFound("flow");
    await flowsChanged(context, workspaceId);
    await flowVersions(connection).in(workspaceId).deleteMany({ flowId: params.flowId });
    return {};
  });

  async function summarize(flow: Parameters<typeof announceFlow>[1]) {
    const silent = { ...context, announce: () => {} };
    return announceFlow(silent, flow);
  }
}

function fromSample(id: string) {
  const sample = samples.find((it) => it.id === id);
  if (!sample) throw new SampleNotFound();
  return sample.flow;
}
