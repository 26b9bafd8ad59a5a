import { draftFlaws, type TemplateDraft } from "@chatloom/flows-schema";
import type { SubmittedDraft } from "../../channels/channel-templates.ts";
import { Conflict, Invalid, invalidAt } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { Caller } from "../../pipeline/outbound/noting-client.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { findFile } from "../../records/file-store.ts";
import { readFileLink } from "../../records/file-url.ts";
import type { MessageTemplateFields } from "../../records/message-template-model.ts";
import { storeTemplate } from "../../records/template-store.ts";
import { askInSteps } from "./ask-in-steps.ts";

/** Submits a draft to the platform and keeps the template. Throws `Invalid` for flaws of the draft, `Conflict` where the platform refuses it. */
export async function submitDraft(
  context: ServerContext,
  client: Caller,
  connected: ConnectedChannel,
  given: TemplateDraft,
): Promise<Pick<MessageTemplateFields, "channelId" | "template" | "changedAt">> {
  const { channel, settings, id: channelId } = connected;
  const { submit, lacks } = channel.templates ?? {};
  if (!submit) {
    throw new Conflict(
      "template.not-supported",
      `Templates of ${channel.title} are made on its own pages`,
    );
  }
  const lacking = lacks?.(settings);
  if (lacking !== undefined) {
    throw new Conflict("template.refused", lacking, { reason: lacking });
  }
  const flaws = submit.flaws(given);
  const [first] = flaws;
  if (first) {
    throw new Invalid("template.invalid", `${first.at} ${first.message}`, flaws);
  }
  const draft = await withFile(context, connected, given);
  const answers = await askInSteps(context, client, channel, (replies) =>
    submit.ask(draft, settings, replies),
  );
  const problem = "problem" in answers ? answers.problem : undefined;
  const last = "replies" in answers ? answers.replies.at(-1) : undefined;
  const template = last && submit.read(draft, last);
  if (!template) {
    const reason = problem ?? `${channel.title} named no template in its answer`;
    throw new Conflict("template.refused", reason, { reason });
  }
  await storeTemplate(context, connected, template);
  return { channelId, template, changedAt: context.now() };
}

/** Adds the facts about the sample file, which must be one that was uploaded here. */
async function withFile(
  context: ServerContext,
  { workspaceId }: ConnectedChannel,
  draft: TemplateDraft,
): Promise<SubmittedDraft> {
  const { headerFile, headerKind } = draft;
  if (!headerFile || headerKind === "none" || headerKind === "text") {
    return draft;
  }
  const link = readFileLink(context, headerFile);
  const file = link && (await findFile(context, link.id));
  if (!file || String(file.workspaceId) !== workspaceId) {
    const flaw = { at: "/headerFile", message: draftFlaws.ownFile };
    throw invalidAt("template.invalid", flaw);
  }
  const { id: fileId, fileName, mimeType, size } = file;
  return { ...draft, file: { fileId, fileName, mimeType, size } };
}
