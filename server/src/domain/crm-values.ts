import { type CrmRules, crmFacts } from "@chatloom/api-schema";
import { type FieldShape, readFieldValue } from "@chatloom/flows-schema";
import { isCheckedFact, type JsonValue, readContactFact } from "@chatloom/runtime";
import type { ContactDoc } from "./contact-doc.ts";
import type { ImportedFacts } from "./import-row.ts";

type Pair = CrmRules["fields"][number];
type Fact = (typeof crmFacts)[number];

const fieldPrefix = "field:";

/** Returns the key of an own field in a pair; undefined for a built-in field. */
export function ownFieldOf(ours: string): string | undefined {
  return ours.startsWith(fieldPrefix) ? ours.slice(fieldPrefix.length) : undefined;
}

/** Says whether a name is one of the built-in fields. */
export function isCrmFact(ours: string): ours is Fact {
  return (crmFacts as readonly string[]).includes(ours);
}

/** Returns the value of a contact's field as the text that a CRM gets. */
export function valueHere(contact: ContactDoc, ours: string): string {
  const key = ownFieldOf(ours);
  if (key === undefined) {
    return isCrmFact(ours) ? (contact[ours] ?? "") : "";
  }
  const value = Object.hasOwn(contact.fields, key) ? contact.fields[key] : undefined;
  if (Array.isArray(value)) {
    return value.map(String).join(";");
  }
  return value === undefined || value === null
    ? ""
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
}

/** Returns what a CRM gets of a contact, by its own names. Values that are empty here never empty those there. */
export function valuesForCrm(
  contact: ContactDoc,
  fields: readonly Pair[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields
      .filter((it) => it.direction !== "in")
      .map(({ ours, theirs }) => [theirs, valueHere(contact, ours)] as const)
      .filter(([, value]) => value !== ""),
  );
}

/** Returns the facts that a CRM tells about a contact, in the types of our fields. Values that do not fit are left out. */
export function factsFromCrm(
  values: Readonly<Record<string, string>>,
  fields: readonly Pair[],
  shapes: ReadonlyMap<string, FieldShape>,
): ImportedFacts {
  const facts: Partial<Record<Fact, string>> = {};
  const own: Record<string, JsonValue> = {};
  for (const { ours, theirs, direction } of fields) {
    const value = Object.hasOwn(values, theirs) ? (values[theirs]?.trim() ?? "") : "";
    const key = ownFieldOf(ours);
    if (direction === "out" || value === "") {
      continue;
    }
    if (key === undefined) {
      if (isCheckedFact(ours)) {
        const fact = readContactFact(ours, value);
        if (fact !== undefined) {
          facts[ours] = fact;
        }
      } else if (isCrmFact(ours)) {
        facts[ours] = ours === "email" ? value.toLowerCase().slice(0, 254) : value.slice(0, 200);
      }
      continue;
    }
    const shape = shapes.get(key) ?? { type: "text", choices: [] };
    const reading = readFieldValue(shape, shape.type === "list" ? value.split(";") : value);
    if ("value" in reading) {
      own[key] = reading.value as JsonValue;
    }
  }
  return { ...facts, tags: [], fields: own };
}

/** Picks the values of a CRM that matter to the pairs. */
export function theirValues(
  values: Readonly<Record<string, string>>,
  fields: readonly Pair[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields
      .filter((it) => it.direction !== "out")
      .flatMap(({ theirs }) => {
        const value = Object.hasOwn(values, theirs) ? values[theirs] : undefined;
        return value === undefined ? [] : [[theirs, value] as const];
      }),
  );
}
