import { isRecord } from "../../is-record.ts";
import { Source } from "../source.ts";

/** Returns the objects of a list that is written as one, or as JSON. */
export function listOf(source: Source, key: string): readonly Source[] {
  const value = source.raw(key);
  if (typeof value !== "string") {
    return source.list(key);
  }
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.filter(isRecord).map((it) => new Source(it)) : [];
  } catch {
    return [];
  }
}
