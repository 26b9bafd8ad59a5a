import type { VariableType } from "@chatloom/flows-schema";
import type { JsonObject, JsonValue } from "./input.ts";
import { parseNumber } from "./parse-number.ts";
import { readDate } from "./read-date.ts";
import { toText } from "./to-text.ts";

/** Turns a value into one of a type, or undefined where that cannot be. Dates become ISO texts in the zone. */
export function convertValue(
  value: JsonValue,
  type: VariableType,
  locale: { readonly timeZone: string; readonly language: string },
): JsonValue | undefined {
  if (value === null) return null;
  switch (type) {
    case "string":
      return toText(value);
    case "number":
      return typeof value === "number" ? value : parseNumber(toText(value), locale.language);
    case "boolean":
      return toBoolean(value);
    case "date":
      return readDate(value, locale.timeZone, locale.language)?.toISO();
    case "list":
      return toList(value);
    case "object":
      return toObject(value);
  }
}

const yes = new Set(["true", "yes", "1", "on", "có", "đúng"]);
const no = new Set(["false", "no", "0", "off", "không", "sai", ""]);

function toBoolean(value: JsonValue): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = toText(value).trim().normalize("NFC").toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

/** A list, the JSON of one, or words with commas between. */
function toList(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") return [value];
  const parsed = parseJson(value);
  if (Array.isArray(parsed)) return parsed;
  return value.trim() === "" ? [] : value.split(",").map((it) => it.trim());
}

function toObject(value: JsonValue): JsonObject | undefined {
  const parsed = typeof value === "string" ? parseJson(value) : value;
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
  return parsed as JsonObject;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
