import { derivedId } from "../../store/derived-id.ts";

/** Digests values, so that a later look sees whether they changed. */
export function digestOf(values: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return derivedId(JSON.stringify(sorted));
}
