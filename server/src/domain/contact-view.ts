import type { ContactView } from "@chatloom/runtime";
import type { ContactDoc } from "./contact-doc.ts";

/** The contact as flows see it. */
export function contactView(contact: ContactDoc): ContactView {
  const { _id, name, firstName, lastName, email, phone, language, tags, optedIn, fields } = contact;
  const { identities, createdAt, lastSeenAt } = contact;
  return {
    id: _id,
    name,
    firstName,
    lastName,
    email,
    phone,
    language,
    tags,
    optedIn,
    channels: identities.map((it) => it.channelId),
    firstSeen: new Date(createdAt).toISOString(),
    lastSeen: lastSeenAt === undefined ? "" : new Date(lastSeenAt).toISOString(),
    fields,
  };
}
