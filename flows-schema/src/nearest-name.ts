import { distance } from "fastest-levenshtein";

/**
 * Finds the known variable that a misspelt one most likely means. Letter case does not count, nor does a forgotten
 * scope: `firstName` means `contact.firstName`. Returns undefined where none is near enough.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const [scope, last] = partsOf(name);
  let nearest: { name: string; far: number } | undefined;
  for (const candidate of known) {
    const [itsScope, itsLast] = partsOf(candidate);
    if (candidate === name || (scope !== "" && itsScope !== "" && scope !== itsScope)) {
      continue;
    }
    const limit = scope === itsScope ? Math.min(Math.ceil(last.length / 4), last.length - 2) : 0;
    if (Math.abs(last.length - itsLast.length) > limit) {
      continue;
    }
    const far = distance(last.toLowerCase(), itsLast.toLowerCase());
    if (far <= limit && far < (nearest?.far ?? Number.POSITIVE_INFINITY)) {
      nearest = { name: candidate, far };
    }
  }
  return nearest?.name;
}

function partsOf(name: string): [scope: string, last: string] {
  const dot = name.indexOf(".");
  return dot < 0 ? ["", name] : [name.slice(0, dot), name.slice(dot + 1)];
}
