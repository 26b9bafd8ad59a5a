import {
  defined,
  findTemplate,
  type MessageTemplate,
  type SentTemplate,
} from "@chatloom/flows-schema";
import type { TemplateNews } from "../channels/channel-event.ts";
import type { ServerContext } from "../context/server-context.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import type { ConnectedChannel } from "./connected-channel.ts";
import { messageTemplates } from "./message-template-model.ts";
import { reportTemplateChange } from "./report-template-change.ts";

type Account = Pick<ConnectedChannel, "id" | "workspaceId" | "name">;

/** Stores a template as the platform has it now, and reports it where a flow that uses it is affected. */
export async function storeTemplate(
  context: ServerContext,
  account: Account,
  template: MessageTemplate,
  seenAt: number = context.now(),
): Promise<void> {
  const own = messageTemplates(context.connection).in(account.workspaceId);
  const place = { channelId: account.id, templateId: template.id };
  const before = await own.findOne(place);
  const isChanged = before?.template.status !== template.status;
  // Reported first: after a crash in between it is reported twice, but never not at all.
  await reportTemplateChange(context, account, before?.template, template);
  await own.updateOne(
    place,
    {
      $set: { template, seenAt, ...defined({ changedAt: isChanged ? context.now() : undefined }) },
    },
    { upsert: true },
  );
}

/** Replaces the list of an account by the one that its platform gave. */
export async function storeTemplates(
  context: ServerContext,
  account: Account,
  templates: readonly MessageTemplate[],
): Promise<void> {
  const seenAt = context.now();
  for (const template of templates) {
    await storeTemplate(context, account, template, seenAt);
  }
  await messageTemplates(context.connection)
    .in(account.workspaceId)
    .deleteMany({ channelId: account.id, seenAt: { $lt: seenAt } });
}

/** Applies news about one template. One that is not in the list yet appears there when the list is read next. */
export async function changeTemplate(
  context: ServerContext,
  account: Account,
  { templateId, change }: TemplateNews,
): Promise<void> {
  const own = messageTemplates(context.connection).in(account.workspaceId);
  const before = await own.findOne({ channelId: account.id, templateId });
  if (!before) {
    return;
  }
  const { reason: _former, ...rest } = before.template;
  const keeps = change.status === undefined && before.template.reason !== undefined;
  const template = {
    ...rest,
    ...defined({ reason: keeps ? before.template.reason : undefined }),
    ...change,
  } as MessageTemplate;
  await storeTemplate(context, account, template, before.seenAt);
}

/** Returns the template of a channel that a message names, in its language; undefined if the channel's list does not have it. */
export async function findStoredTemplate(
  { connection }: ServerContext,
  {
    workspaceId,
    channelId,
  }: { readonly workspaceId: string | ObjectId; readonly channelId: string },
  sent: Pick<SentTemplate, "name" | "language">,
): Promise<MessageTemplate | undefined> {
  const stored = await messageTemplates(connection)
    .in(workspaceId)
    .find({ channelId, "template.name": sent.name.trim() });
  return findTemplate(
    stored.map((it) => it.template),
    sent,
  );
}

/** Forgets the templates of an account that is disconnected. */
export async function forgetTemplates(
  context: ServerContext,
  workspaceId: string,
  channelId: string,
): Promise<void> {
  await messageTemplates(context.connection).in(workspaceId).deleteMany({ channelId });
}
