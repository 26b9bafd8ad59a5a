import type { Contact } from "@chatloom/api-schema";
import type { ContactDoc } from "./contact-doc.ts";

/** A contact as members see it. */
export function presentContact(contact: ContactDoc): Contact {
  const { _id, name, firstName, lastName, email, phone, language, optedIn } = contact;
  return {
    id: _id,
    name,
    firstName,
    lastName,
    email,
    phone,
    language,
    country: contact.country ?? "",
    timeZone: contact.timeZone ?? "",
    tags: [...contact.tags],
    fields: { ...contact.fields },
    optedIn,
    blocked: contact.blocked ?? false,
    identities: contact.identities.map((it) => ({ ...it })),
    createdAt: new Date(contact.createdAt).toISOString(),
    updatedAt: new Date(contact.updatedAt).toISOString(),
  };
}
