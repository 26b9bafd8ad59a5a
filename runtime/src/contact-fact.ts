import { countries } from "@chatloom/flows-schema";
import { IANAZone } from "luxon";
import type { ContactView } from "./context.ts";
import type { JsonValue } from "./input.ts";
import { readPath } from "./read-path.ts";

/** Facts of a contact's record that hold values of one kind only. */
export const checkedFacts = ["country", "timeZone"] as const;
export type CheckedFact = (typeof checkedFacts)[number];

const readers: Readonly<Record<CheckedFact, (text: string) => string | undefined>> = {
  country: (text) => {
    const code = text.toUpperCase();
    return countries.includes(code) ? code : undefined;
  },
  timeZone: (text) => (IANAZone.isValidZone(text) ? text : undefined),
};

/** Reads a country (ISO 3166-1 alpha-2) or a time zone (IANA). Undefined if it is none. */
export function readContactFact(fact: CheckedFact, value: unknown): string | undefined {
  return typeof value === "string" ? readers[fact](value.trim()) : undefined;
}

/** Tells whether a name is that of a fact with a kind. */
export function isCheckedFact(name: string): name is CheckedFact {
  return (checkedFacts as readonly string[]).includes(name);
}

/** Reads a value of a contact by its name: a fact of the record, or else a custom field. An empty checked fact counts as absent. */
export function contactValue(contact: ContactView, name: string): JsonValue | undefined {
  return isOfRecord(contact, name)
    ? (contact[name as keyof ContactView] as JsonValue)
    : readPath(contact.fields, [name]);
}

/** Tells whether a name means a fact of the contact's record and not a custom field. */
export function isOfRecord(contact: ContactView, name: string): boolean {
  const stands = !isCheckedFact(name) || contact[name] !== "";
  return name !== "fields" && stands && Object.hasOwn(contact, name);
}
