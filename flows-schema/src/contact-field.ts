import { readTruth } from "./truth-words.ts";

/** The texts that every contact's record has a place for; all else is a custom field. */
export const recordFacts = [
  "name",
  "firstName",
  "lastName",
  "email",
  "phone",
  "language",
  "country",
  "timeZone",
] as const;
export type RecordFact = (typeof recordFacts)[number];

/** The types of custom contact fields. */
export const contactFieldTypes = ["text", "number", "boolean", "date", "choice", "list"] as const;
export type ContactFieldType = (typeof contactFieldTypes)[number];

/** The parts of a field's definition that decide which values fit. */
export interface FieldShape {
  readonly type: ContactFieldType;
  /** The values of a choice. */
  readonly choices: readonly string[];
}

/** A value in the field's type, or what was expected. */
export type FieldReading = { readonly value: unknown } | { readonly expected: string };

const date = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads a value, often a text that a person typed, in the type of a field. An empty text fits every type and means "no value". */
export function readFieldValue({ type, choices }: FieldShape, value: unknown): FieldReading {
  const text = typeof value === "string" ? value.trim() : undefined;
  if (text === "") {
    return { value: "" };
  }
  switch (type) {
    case "text":
      // Flows and programs may keep objects; nothing is lost by writing one again.
      return { value: typeof value === "object" ? value : String(value) };
    case "number": {
      const number = typeof value === "number" ? value : Number(text ?? Number.NaN);
      return Number.isFinite(number) ? { value: number } : { expected: "a number" };
    }
    case "boolean": {
      const truth = typeof value === "boolean" ? value : readTruth(text ?? "");
      return truth === undefined ? { expected: "yes or no" } : { value: truth };
    }
    case "date":
      return text !== undefined && date.test(text) && !Number.isNaN(Date.parse(text))
        ? { value: text }
        : { expected: "a date such as 2026-11-30" };
    case "choice": {
      const chosen = choices.find((it) => it.toLowerCase() === String(value).trim().toLowerCase());
      return chosen === undefined
        ? { expected: `one of: ${choices.join(", ")}`.slice(0, 300) }
        : { value: chosen };
    }
    case "list":
      return readList(value, text);
  }
}

function readList(value: unknown, text: string | undefined): FieldReading {
  if (text !== undefined) {
    const items = text.split(/[,;\n]/).map((it) => it.trim());
    return { value: items.filter((it) => it !== "") };
  }
  return Array.isArray(value) && value.every((it) => typeof it === "string")
    ? { value }
    : { expected: "a list of texts" };
}

/** Makes a key of a title: `Năm sinh` becomes `nam_sinh`. Empty where the title has no letter or digit that a key may have. */
export function keyOfTitle(title: string): string {
  const plain = title
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D");
  const key = plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return (/^\d/.test(key) ? `f_${key}` : key).slice(0, 64);
}
