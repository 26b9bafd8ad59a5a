import { type KeptTemplate, routes, type TemplateList } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { channelOf } from "../../channels/index.ts";
import { NotFound } from "../../context/errors.ts";
import { answer } from "../../http/answer.ts";
import { notingClient } from "../../pipeline/outbound/noting-client.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { channelAccounts, type TemplateListState } from "../../records/channel-account-model.ts";
import { findChannel, isChannelAccount, toConnected } from "../../records/connected-channel.ts";
import {
  type MessageTemplateFields,
  messageTemplates,
} from "../../records/message-template-model.ts";
import { readTemplates } from "./read-templates.ts";
import { submitDraft } from "./submit-draft.ts";

const chapter = routes.messageTemplates;

/** Listing, reading and submitting templates. */
export function templateRoutes(api: Router, pipeline: Pipeline): void {
  const { context } = pipeline.services;
  const { connection } = context;

  answer(api, chapter.listTemplates, async ({ workspaceId, query: { channelId } }) => {
    const [accounts, kept] = await Promise.all([
      channelAccounts(connection)
        .in(workspaceId)
        .find(channelId === undefined ? {} : { _id: channelId }, {
          projection: { type: 1, templates: 1 },
        }),
      messageTemplates(connection)
        .in(workspaceId)
        .find(channelId === undefined ? {} : { channelId }),
    ]);
    return {
      items: kept.map(present).sort(byName),
      lists: accounts
        .filter((it) => channelOf(it.type)?.templates)
        .map((it) => presentList(String(it._id), it.templates)),
    };
  });

  answer(api, chapter.readTemplates, async ({ workspaceId, params }) => {
    const connected = await usable(workspaceId, params.channelId);
    const client = notingClient(pipeline.services, connected);
    return presentList(connected.id, await readTemplates(context, client, connected));
  });

  answer(api, chapter.submitTemplate, async ({ workspaceId, params, body }) => {
    const connected = await usable(workspaceId, params.channelId);
    const client = notingClient(pipeline.services, connected);
    return present(await submitDraft(context, client, connected, body));
  });

  async function usable(workspaceId: string, channelId: string) {
    const connected = toConnected(context, await findChannel(context, workspaceId, channelId));
    if (!connected || !isChannelAccount(connected)) {
      throw new NotFound("channel");
    }
    return pipeline.fresh(connected);
  }
}

function present({
  channelId,
  template,
  changedAt,
}: Pick<MessageTemplateFields, "channelId" | "template" | "changedAt">): KeptTemplate {
  return { channelId, template, changedAt: new Date(changedAt).toISOString() };
}

function presentList(channelId: string, state: TemplateListState = {}): TemplateList {
  const { readAt, problem } = state;
  return {
    channelId,
    ...defined({
      readAt: readAt === undefined ? undefined : new Date(readAt).toISOString(),
      problem,
    }),
  };
}

function byName(a: KeptTemplate, b: KeptTemplate): number {
  const name = ({ template }: KeptTemplate) => template.title ?? template.name;
  return name(a).localeCompare(name(b)) || a.template.language.localeCompare(b.template.language);
}
