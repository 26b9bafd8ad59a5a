import type { Contact } from "@chatloom/api-schema";
import type { ContactDoc } from "./contact-doc.ts";

/** A contact as members see it. */
export function presentContact(contact: ContactDoc): Contact {
  const { _id, workspaceId: _, createdAt, updatedAt, tags, fields, identities, ...plain } = contact;
  return {
    id: _id,
    ...plain,
    tags: [...tags],
    fields: { ...fields },
    identities: identities.map((it) => ({ ...it })),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}
