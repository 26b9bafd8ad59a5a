import type { Reason } from "@chatloom/api-schema";
import { type Abilities, isMarketing } from "@chatloom/flows-schema";
import { marketingRefusal } from "../../domain/consent.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import { findStoredTemplate } from "../../records/template-store.ts";
import type { PipelineServices } from "../pipeline-services.ts";

type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

/**
 * Says why a marketing message may not go to the contact as their record stands now; undefined if it may, and for other messages.
 * Marketing is what a campaign says, and each template that the platform approved as marketing, whoever sends it.
 */
export async function refusalOfMarketing(
  services: PipelineServices,
  conversation: ConversationDoc,
  { marketing, content }: MessageEntry,
  { marketingConsent = false }: Abilities,
): Promise<Reason | undefined> {
  const template =
    marketing || content.kind !== "template"
      ? undefined
      : await findStoredTemplate(services.context, conversation, content);
  if (!marketing && !(template && isMarketing(template))) {
    return undefined;
  }
  const contact = await services.contacts.byId(conversation.contactId);
  return contact && marketingRefusal(contact, conversation.channelId, marketingConsent);
}
