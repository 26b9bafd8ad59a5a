import { type BodyOf, routes } from "@chatloom/api-schema";
import { emptyFlow, type Flow, readFlow, samples, translateFlow } from "@chatloom/flows-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import {
  announceFlow,
  changeFlow,
  findFlow,
  insertFlow,
  listFlows,
  replaceDraft,
} from "../../records/flow-store.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { deleteFlow } from "./delete-flow.ts";

const chapter = routes.flows;

/** Routes for making, editing, renaming and deleting flows. */
export function flowRoutes(api: Router, context: ServerContext): void {
  answer(api, chapter.listFlows, async ({ workspaceId }) => ({
    items: await listFlows(context, workspaceId),
  }));

  answer(api, chapter.listSamples, () => ({
    items: samples.map(({ id, icon, title, description }) => ({ id, icon, title, description })),
  }));

  answer(api, chapter.createFlow, async ({ workspaceId, member, body }) => {
    const draft = beginning(body);
    const workspace = await findWorkspace(context.connection, workspaceId);
    const timeZone = workspace?.timeZone ?? draft.settings.timeZone;
    const settings = { ...draft.settings, timeZone };
    return insertFlow(context, workspaceId, { ...draft, name: body.name, settings }, member.name);
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

  answer(api, chapter.renameFlow, ({ workspaceId, member, params, body }) =>
    changeFlow(context, workspaceId, params.flowId, { name: body.name, updatedBy: member.name }),
  );

  answer(api, chapter.moveFlow, ({ workspaceId, member, params, body }) =>
    changeFlow(context, workspaceId, params.flowId, {
      folder: body.folder,
      updatedBy: member.name,
    }),
  );

  answer(api, chapter.deleteFlow, async ({ workspaceId, params }) => {
    if (!(await deleteFlow(context, workspaceId, params.flowId))) {
      throw new NotFound("flow");
    }
    return {};
  });

  async function summarize(flow: Parameters<typeof announceFlow>[1]) {
    const silent = { ...context, announce: () => {} };
    return announceFlow(silent, flow);
  }
}

/** Returns an empty flow, or the sample, in the language asked for. Throws `NotFound`. */
function beginning({ name, sample: id, language }: BodyOf<typeof chapter.createFlow>): Flow {
  if (id === undefined) {
    const empty = emptyFlow(name);
    return {
      ...empty,
      settings: { ...empty.settings, language: language || empty.settings.language },
    };
  }
  const sample = samples.find((it) => it.id === id);
  if (!sample) {
    throw new NotFound("sample");
  }
  // Samples are written in English and Vietnamese; in other languages they begin with their English texts.
  return language !== undefined && language in sample.flow.translations
    ? translateFlow(sample.flow, language)
    : sample.flow;
}
