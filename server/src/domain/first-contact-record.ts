import type { ContactDoc } from "./contact-doc.ts";
import type { ConversationDoc } from "./conversation-doc.ts";

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
  return {
    _id: contactId,
    workspaceId,
    name: profile.name ?? [profile.firstName, profile.lastName].filter(Boolean).join(" "),
    firstName: profile.firstName ?? "",
    lastName: profile.lastName ?? "",
    email: profile.email ?? "",
    phone: profile.phone ?? "",
    language: profile.language ?? "",
    tags: [],
    fields: {},
    optedIn: false,
    identities: [{ channelId, address }],
    createdAt: now,
    updatedAt: now,
  };
}
