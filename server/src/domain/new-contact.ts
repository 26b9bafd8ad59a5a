import type { ContactDoc } from "./contact-doc.ts";

/** Makes a contact of whom only the given facts are known; `now` in epoch milliseconds. */
export function newContact(
  known: Pick<ContactDoc, "_id" | "workspaceId"> & Partial<ContactDoc>,
  now: number,
): ContactDoc {
  return {
    name: "",
    firstName: "",
    lastName: "",
    email: "",
    phone: "",
    language: "",
    tags: [],
    fields: {},
    optedIn: false,
    identities: [],
    createdAt: now,
    updatedAt: now,
    ...known,
  };
}
