import { readTruth, type VariableType } from "@chatloom/flows-schema";
import type { JsonObject, JsonValue } from "./input.ts";
import { parseExactNumber } from "./parse-number.ts";
import { readDate } from "./read-date.ts";
import { toText } from "./to-text.ts";

/** How texts are read as numbers and dates. */
export interface Notation {
  readonly timeZone: string;
  /** The flow's language: the order of day and month where its author types them. */
  readonly language: string;
  /** The contact's language tag, where the value is what they typed; otherwise numbers are read in the plain notation. */
  readonly typedIn?: string | undefined;
}

/** Converts a value to a type; returns undefined if that is impossible. Dates become ISO texts in the zone. */
export function convertValue(
  value: JsonValue,
  type: VariableType,
  { timeZone, language, typedIn }: Notation,
): JsonValue | undefined {
  if (value === null) {
    return null;
  }
  switch (type) {
    case "string":
      return toText(value);
    case "number":
      return typeof value === "number" ? value : parseExactNumber(toText(value), typedIn);
    case "boolean":
      return toBoolean(value);
    case "date":
      return readDate(value, timeZone, typedIn ?? language)?.toISO();
    case "list":
      return toList(value);
    case "object":
      return toObject(value);
  }
}

function toBoolean(value: JsonValue): boolean | undefined {
  if (typeof value === "boolean") {
    return value;
  }
  const text = toText(value);
  return text.trim() === "" ? false : readTruth(text);
}

/** Reads a list: a list, its JSON, or words separated by commas. */
function toList(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) {
    return value;
  }
  if (typeof value !== "string") {
    return [value];
  }
  const parsed = parseJson(value);
  if (Array.isArray(parsed)) {
    return parsed;
  }
  return value.trim() === "" ? [] : value.split(",").map((it) => it.trim());
}

function toObject(value: JsonValue): JsonObject | undefined {
  const parsed = typeof value === "string" ? parseJson(value) : value;
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return undefined;
  }
  return parsed as JsonObject;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
