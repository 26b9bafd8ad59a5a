import { type RecordFact, recordFacts } from "@chatloom/flows-schema";
import { type CheckedFact, isCheckedFact, readContactFact } from "../contact-fact.ts";
import type { ContactChange } from "../effect.ts";
import type { Input, JsonValue } from "../input.ts";

/** The part of a contact's record that flows change. Every shell's record of a contact has it. */
export interface ContactFacts {
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly language: string;
  readonly country?: string;
  readonly timeZone?: string;
  readonly tags: readonly string[];
  readonly optedIn: boolean;
  readonly fields: { readonly [name: string]: JsonValue };
}

/** One change of a contact, as flows hear of it. */
export type ContactNews = Extract<Input, { type: "contactChanged" }>;

/**
 * Applies changes to a contact's record, and lists those that flows may start on. A change without a difference returns the same
 * record and an empty list.
 */
export function applyContactChanges<C extends ContactFacts>(
  contact: C,
  changes: readonly ContactChange[],
): { readonly contact: C; readonly news: readonly ContactNews[] } {
  let changed = contact;
  const news: ContactNews[] = [];
  for (const change of changes) {
    const next = changeContact(changed, change);
    if (next === changed) {
      continue;
    }
    changed = next;
    const kind = newsOf[change.action];
    if (kind && "name" in change) {
      news.push({ type: "contactChanged", change: kind, name: change.name });
    }
  }
  return { contact: changed, news };
}

const newsOf: Readonly<Record<ContactChange["action"], ContactNews["change"] | undefined>> = {
  addTag: "tagAdded",
  removeTag: "tagRemoved",
  setField: "fieldChanged",
  clearField: "fieldChanged",
  optIn: undefined,
  optOut: undefined,
};

/** Applies one change. A cleared field is gone; a cleared built-in one, such as `email`, is empty. */
function changeContact<C extends ContactFacts>(contact: C, change: ContactChange): C {
  switch (change.action) {
    case "addTag":
      return contact.tags.includes(change.name)
        ? contact
        : { ...contact, tags: [...contact.tags, change.name] };
    case "removeTag":
      return contact.tags.includes(change.name)
        ? { ...contact, tags: contact.tags.filter((it) => it !== change.name) }
        : contact;
    case "setField":
      return setField(contact, change.name, change.value);
    case "clearField":
      return setField(contact, change.name, undefined);
    case "optIn":
    case "optOut": {
      const optedIn = change.action === "optIn";
      return contact.optedIn === optedIn ? contact : { ...contact, optedIn };
    }
  }
}

function setField<C extends ContactFacts>(
  contact: C,
  name: string,
  value: JsonValue | undefined,
): C {
  if (isCheckedFact(name)) {
    return setChecked(contact, name, value);
  }
  return isKnown(name) ? setKnown(contact, name, value) : setCustom(contact, name, value);
}

function setKnown<C extends ContactFacts>(
  contact: C,
  name: RecordFact,
  value: JsonValue | undefined,
): C {
  const text = value === undefined || value === null ? "" : String(value);
  return (contact[name] ?? "") === text ? contact : { ...contact, [name]: text };
}

/** Workspaces may have a custom field of that name: it keeps what is no country or time zone, and is cleared as well. */
function setChecked<C extends ContactFacts>(
  contact: C,
  name: CheckedFact,
  value: JsonValue | undefined,
): C {
  const empty = value === undefined || value === null || value === "";
  const text = empty ? undefined : readContactFact(name, value);
  const known = setKnown(contact, name, text);
  return text === undefined ? setCustom(known, name, empty ? undefined : value) : known;
}

function setCustom<C extends ContactFacts>(
  contact: C,
  name: string,
  value: JsonValue | undefined,
): C {
  const before = Object.hasOwn(contact.fields, name) ? contact.fields[name] : undefined;
  if (JSON.stringify(before) === JSON.stringify(value)) {
    return contact;
  }
  const { [name]: _, ...others } = contact.fields;
  return {
    ...contact,
    fields: value === undefined ? others : { ...contact.fields, [name]: value },
  };
}

function isKnown(name: string): name is RecordFact {
  return (recordFacts as readonly string[]).includes(name);
}
