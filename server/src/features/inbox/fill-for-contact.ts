import { fillText, type JsonObject } from "@chatloom/runtime";
import { Conflict } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { contactView } from "../../domain/contact-view.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { firstContactRecord } from "../../domain/first-contact-record.ts";
import type { ActingMember } from "../../domain/hand-over.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { findWorkspace } from "../../records/workspace.ts";

/** Fills in a member's template for a conversation. Throws `cannedReply.template` where it cannot be filled in. */
export async function fillForContact(
  { connection, now }: ServerContext,
  conversation: ConversationDoc,
  member: ActingMember,
  template: string,
): Promise<string> {
  const { workspaceId, contactId, channelId, channelType } = conversation;
  const [stored, workspace, channel] = await Promise.all([
    contacts(connection).in(workspaceId).findById(contactId),
    findWorkspace(connection, workspaceId),
    channelAccounts(connection).in(workspaceId).findById(channelId),
  ]);
  const contact = contactView(stored ?? firstContactRecord(conversation, now()));
  const { fields, ...known } = contact;
  const values: JsonObject = {
    ...(conversation.run?.frames.at(-1)?.variables ?? {}),
    contact: { ...fields, ...known, tags: [...known.tags] },
    agent: { name: member.name, firstName: member.name.split(/\s+/)[0] ?? "" },
    channel: { id: channelId, type: channelType, name: channel?.name ?? channelType },
    workspace: { ...(workspace?.variables as JsonObject), name: workspace?.name ?? "" },
  };
  const filled = fillText(template, values, {
    now: now(),
    timeZone: workspace?.timeZone ?? "UTC",
    language: contact.language || "en",
  });
  if ("problem" in filled) {
    throw new Conflict("cannedReply.template", filled.problem);
  }
  return filled.text;
}
