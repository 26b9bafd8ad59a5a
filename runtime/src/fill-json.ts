import type { Visit } from "./behaviour.ts";
import type { JsonValue } from "./input.ts";

/**
 * Fills a JSON body in. Where the template is itself JSON, its texts are filled in one by one, so that a quote or a line
 * break in a value cannot break out of its place; otherwise it is filled in as text.
 */
export function fillJson(visit: Pick<Visit, "render">, template: string): string {
  const parsed = parse(template);
  return parsed === undefined ? visit.render(template) : JSON.stringify(fill(visit, parsed));
}

function fill(visit: Pick<Visit, "render">, value: JsonValue): JsonValue {
  if (typeof value === "string") return visit.render(value);
  if (Array.isArray(value)) return value.map((item) => fill(visit, item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(visit, item)]));
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
