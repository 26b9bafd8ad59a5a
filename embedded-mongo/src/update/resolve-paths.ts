import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { fieldOf } from "../values/doc.ts";
import type { ArrayFilters } from "./array-filters.ts";

/**
 * Returns the paths in a document that a path of an update means: `$` becomes the matched index, `$[]` and `$[name]` all
 * indexes whose element passes the filter of that name.
 */
export function resolvePath(
  doc: Doc,
  path: readonly string[],
  position: number | undefined,
  filters: ArrayFilters,
): readonly (readonly string[])[] {
  if (!path.some((part) => part[0] === "$")) {
    return [path];
  }
  let found: { path: readonly string[]; value: unknown }[] = [{ path: [], value: doc }];
  for (const part of path) {
    found = found.flatMap(({ path: before, value }) =>
      namesOf(part, value, before).map((name) => ({
        path: [...before, name],
        value: valueIn(value, name),
      })),
    );
  }
  return found.map(({ path: resolved }) => resolved);

  function namesOf(part: string, value: unknown, before: readonly string[]): readonly string[] {
    if (part === "$") {
      if (position !== undefined) {
        return [String(position)];
      }
      throw mongoError(2, "The positional operator did not find the match needed from the query");
    }
    if (!part.startsWith("$[")) {
      return [part];
    }
    if (!Array.isArray(value)) {
      throw mongoError(2, `'${before.join(".")}' must be an array in order to apply array updates`);
    }
    const test = filters.get(part.slice(2, -1));
    return value.flatMap((element, at) => (!test || test(element) ? [String(at)] : []));
  }
}

function valueIn(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    return value[Number(name)];
  }
  return isDoc(value) ? fieldOf(value, name) : undefined;
}
