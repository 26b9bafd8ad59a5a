import { defined } from "@chatloom/flows-schema";
import type { ContactDoc } from "./contact-doc.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { newContact } from "./new-contact.ts";

/** The record of a contact who is known by a conversation only. */
export function firstContactRecord(
  {
    contactId,
    workspaceId,
    profile,
    channelId,
    address,
  }: Pick<ConversationDoc, "contactId" | "workspaceId" | "profile" | "channelId" | "address">,
  now: number,
): ContactDoc {
  const { firstName = "", lastName = "", email = "", phone = "", language = "" } = profile;
  const { country, timeZone } = profile;
  const name = profile.name ?? [firstName, lastName].filter(Boolean).join(" ");
  const identities = [{ channelId, address }];
  const told = {
    name,
    firstName,
    lastName,
    email,
    phone,
    language,
    identities,
    ...defined({ country, timeZone }),
  };
  return newContact({ _id: contactId, workspaceId, ...told }, now);
}
