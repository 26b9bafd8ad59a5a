import type { ImportSettings } from "@chatloom/api-schema";
import { recordFacts } from "@chatloom/flows-schema";
import type { ContactDoc } from "./contact-doc.ts";
import type { ImportedFacts } from "./import-row.ts";
import { newContact } from "./new-contact.ts";

/** Makes the record of a contact whom only an import knows. `identities` are the addresses that follow from phone and e-mail. */
export function importedContact(
  facts: ImportedFacts,
  made: Pick<ContactDoc, "_id" | "workspaceId" | "identities">,
  now: number,
): ContactDoc {
  const { firstName, lastName, email, phone } = facts;
  const whole = [firstName, lastName].filter(Boolean).join(" ");
  const name = facts.name ?? (whole || email || phone || "");
  return newContact({ ...made, ...facts, name }, now);
}

/** Applies the facts of a row to a known contact. Gives the same object where nothing changes. */
export function updatedByImport(
  contact: ContactDoc,
  facts: ImportedFacts,
  existing: ImportSettings["existing"],
  now: number,
): ContactDoc {
  if (existing === "skip") {
    return contact;
  }
  const wins = (before: unknown) => existing === "update" || before === undefined || before === "";
  const plain = Object.fromEntries(
    recordFacts.flatMap((name) => {
      const value = facts[name];
      return value !== undefined && value !== contact[name] && wins(contact[name])
        ? [[name, value]]
        : [];
    }),
  );
  const fields = Object.entries(facts.fields).filter(
    ([key, value]) =>
      JSON.stringify(value) !== JSON.stringify(contact.fields[key]) && wins(contact.fields[key]),
  );
  const tags = facts.tags.filter((it) => !contact.tags.includes(it));
  if (Object.keys(plain).length === 0 && fields.length === 0 && tags.length === 0) {
    return contact;
  }
  return {
    ...contact,
    ...plain,
    fields:
      fields.length === 0 ? contact.fields : { ...contact.fields, ...Object.fromEntries(fields) },
    tags: tags.length === 0 ? contact.tags : [...contact.tags, ...tags],
    updatedAt: now,
  };
}

/** The values of a contact that an import changed, before and after it. Absent values were not there. */
export interface ImportDifference {
  readonly plain: Readonly<Record<string, readonly [before: string, after: string]>>;
  readonly fields: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
  readonly tags: readonly string[];
}

/** Notes what an import changed, so that it can be undone. */
export function importDifference(before: ContactDoc, after: ContactDoc): ImportDifference {
  return {
    plain: Object.fromEntries(
      recordFacts
        .filter((name) => before[name] !== after[name])
        .map((name) => [name, [before[name] ?? "", after[name] ?? ""]]),
    ),
    fields: Object.fromEntries(
      Object.keys(after.fields)
        .filter((key) => before.fields[key] !== after.fields[key])
        .map((key) => [key, [before.fields[key] ?? null, after.fields[key] ?? null]]),
    ),
    tags: after.tags.filter((it) => !before.tags.includes(it)),
  };
}

/** Takes an import's changes back where the contact still has the imported values. */
export function undoneImport(
  contact: ContactDoc,
  { plain, fields, tags }: ImportDifference,
  now: number,
): ContactDoc {
  const restored = Object.entries(plain).flatMap(([name, [before, after]]) =>
    contact[name as (typeof recordFacts)[number]] === after ? [[name, before]] : [],
  );
  const left: Record<string, unknown> = { ...contact.fields };
  for (const [key, [before, after]] of Object.entries(fields)) {
    if (JSON.stringify(left[key]) !== JSON.stringify(after)) {
      continue;
    }
    if (before === null) {
      delete left[key];
    } else {
      left[key] = before;
    }
  }
  return {
    ...contact,
    ...Object.fromEntries(restored),
    fields: left as ContactDoc["fields"],
    tags: contact.tags.filter((it) => !tags.includes(it)),
    updatedAt: now,
  };
}
