import type { TextPart, Visit } from "./behaviour.ts";
import { toText } from "./to-text.ts";

type Filling = Pick<Visit, "renderParts" | "render">;

/** The error of a body that begins like JSON but is invalid JSON with its values. */
export class BodyNotJson extends Error {
  readonly code = "http.body-invalid";
}

/**
 * Fills in a JSON body. Values are written as JSON, with or without quotes around them: a number, list or object keeps its type, and no quote or
 * line break in a text can end a string. A body that does not begin like JSON is filled in as text. Throws `BodyNotJson`.
 */
export function fillJson(visit: Filling, template: string): string {
  const parts = visit.renderParts(template).filter((it) => !("literal" in it) || it.literal !== "");
  const [only] = parts;
  if (parts.length === 1 && only && "value" in only) {
    return typeof only.value === "string" ? only.value : JSON.stringify(only.value ?? null);
  }
  if (!/^\s*[[{"]/.test(template)) {
    return visit.render(template);
  }
  const body = writeValues(parts);
  try {
    JSON.parse(body);
  } catch {
    // Engines word the parser's error differently; a turn must give the same result in all of them.
    throw new BodyNotJson("The body is not valid JSON once its values are filled in");
  }
  return body;
}

/** Writes each value as its place requires: inside or outside a JSON string. */
function writeValues(parts: readonly TextPart[]): string {
  let body = "";
  let inString = false;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as TextPart;
    if ("literal" in part) {
      body += part.literal;
      inString = endsInString(part.literal, inString);
      continue;
    }
    if (!inString) {
      body += JSON.stringify(part.value ?? null);
      continue;
    }
    const next = parts[index + 1];
    if (/(^|[^\\])"$/.test(body) && next && "literal" in next && standsAlone(next.literal)) {
      // The string contains only this value, so the value keeps its type.
      body = body.slice(0, -1) + JSON.stringify(part.value ?? "");
      const rest = next.literal.slice(1);
      body += rest;
      inString = endsInString(rest, false);
      index++;
      continue;
    }
    body += JSON.stringify(toText(part.value)).slice(1, -1);
  }
  return body;
}

/** Tells whether a string contains only the value and is not a property's name. */
function standsAlone(literal: string): boolean {
  return /^"(?!\s*:)/.test(literal);
}

function endsInString(literal: string, begins: boolean): boolean {
  let inString = begins;
  for (let index = 0; index < literal.length; index++) {
    if (literal[index] === "\\" && inString) {
      index++;
    } else if (literal[index] === '"') {
      inString = !inString;
    }
  }
  return inString;
}
