import type { ContactChange, Input, JsonValue } from "@chatloom/runtime";
import type { ContactDoc } from "./contact-doc.ts";

const knownFields = ["name", "firstName", "lastName", "email", "phone", "language"] as const;
type KnownField = (typeof knownFields)[number];
type Changed = Extract<Input, { type: "contactChanged" }>;

/** What a contact's record becomes, and what flows may want to hear of it. Changing nothing says nothing. */
export function applyContactChanges(
  contact: ContactDoc,
  changes: readonly ContactChange[],
): { readonly contact: ContactDoc; readonly news: readonly Changed[] } {
  let changed = contact;
  const news: Changed[] = [];
  const report = (change: Changed["change"], name: string): void => {
    news.push({ type: "contactChanged", change, name });
  };

  for (const change of changes) {
    switch (change.action) {
      case "addTag":
        if (changed.tags.includes(change.name)) break;
        changed = { ...changed, tags: [...changed.tags, change.name] };
        report("tagAdded", change.name);
        break;
      case "removeTag":
        if (!changed.tags.includes(change.name)) break;
        changed = { ...changed, tags: changed.tags.filter((it) => it !== change.name) };
        report("tagRemoved", change.name);
        break;
      case "setField":
      case "clearField": {
        const next = setField(
          changed,
          change.name,
          change.action === "setField" ? change.value : undefined,
        );
        if (next === changed) break;
        changed = next;
        report("fieldChanged", change.name);
        break;
      }
      case "optIn":
      case "optOut":
        changed = { ...changed, optedIn: change.action === "optIn" };
        break;
    }
  }
  return { contact: changed, news };
}

function setField(contact: ContactDoc, name: string, value: JsonValue | undefined): ContactDoc {
  if (isKnown(name)) {
    const text = value === undefined || value === null ? "" : String(value);
    return contact[name] === text ? contact : { ...contact, [name]: text };
  }
  const before = contact.fields[name];
  if (JSON.stringify(before) === JSON.stringify(value)) return contact;
  const fields = { ...contact.fields };
  if (value === undefined) delete fields[name];
  else fields[name] = value;
  return { ...contact, fields };
}

function isKnown(name: string): name is KnownField {
  return (knownFields as readonly string[]).includes(name);
}
