import { countries } from "@chatloom/flows-schema";
import { IANAZone } from "luxon";

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
