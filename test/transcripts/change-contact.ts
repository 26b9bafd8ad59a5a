import type { ContactChange, ContactView } from "@chatloom/runtime";

const known = new Set(["name", "firstName", "lastName", "email", "phone", "language"]);

/** A contact after a change that a turn asked for. */
export function changeContact(contact: ContactView, change: ContactChange): ContactView {
  switch (change.action) {
    case "addTag":
      return { ...contact, tags: [...new Set([...contact.tags, change.name])] };
    case "removeTag":
      return { ...contact, tags: contact.tags.filter((tag) => tag !== change.name) };
    case "setField":
      return known.has(change.name)
        ? { ...contact, [change.name]: String(change.value) }
        : { ...contact, fields: { ...contact.fields, [change.name]: change.value } };
    case "clearField":
      return known.has(change.name)
        ? { ...contact, [change.name]: "" }
        : { ...contact, fields: { ...contact.fields, [change.name]: null } };
    case "optIn":
    case "optOut":
      return { ...contact, optedIn: change.action === "optIn" };
  }
}
