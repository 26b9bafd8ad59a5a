import { mongoError } from "../errors/mongo-error.ts";
import { emptyArray, isDoc } from "../values/bson-type.ts";
import { type Doc, fieldOf } from "../values/doc.ts";
import { equalKey } from "./equal-key.ts";

/** The paths of a key pattern in parts, and whether documents without any of the fields are left out. */
export interface KeyPaths {
  readonly paths: readonly (readonly string[])[];
  readonly sparse?: boolean;
}

/** The keys of a document, one list of values each, and which of the fields have an array on their path. */
export interface DocumentKeys {
  readonly keys: readonly (readonly unknown[])[];
  readonly hasArray: readonly boolean[];
}

/**
 * Returns the keys under which an index holds a document. An array gives one key for each element, an empty array its
 * own value, a missing field null; a sparse index has no key for a document without any of its fields. Throws error 171
 * for two different arrays. Numbers in paths are not supported: callers refuse them.
 */
export function indexKeysOf(doc: Doc, { paths, sparse = false }: KeyPaths): DocumentKeys {
  const found = paths.map((path) => walk(doc, path));
  const keys: unknown[][] = [];
  spread(found, (values) => {
    if (!sparse || values.some((value) => value !== undefined)) {
      keys.push(values.map((value) => (value === undefined ? null : value)));
    }
  });
  return {
    keys: keys.length > 1 ? withoutRepeats(keys) : keys,
    hasArray: found.map(({ below }) => below !== undefined),
  };
}

/** The value at a path, or the first array on the path and the rest of the path below its elements. */
interface Found {
  readonly value: unknown;
  readonly below?: readonly string[];
}

function walk(start: unknown, path: readonly string[]): Found {
  let value = start;
  for (let at = 0; at < path.length; at++) {
    value = isDoc(value) ? fieldOf(value, path[at] as string) : undefined;
    if (Array.isArray(value)) {
      return { value, below: path.slice(at + 1) };
    }
  }
  return { value };
}

/** Calls `give` with the values of all fields: once, or for each element of the array on their paths. */
function spread(found: readonly Found[], give: (values: readonly unknown[]) => void): void {
  const arrays = found.filter(({ below }) => below !== undefined).map(({ value }) => value);
  const [array] = arrays as unknown[][];
  if (!array) {
    give(found.map(({ value }) => value));
    return;
  }
  if (arrays.some((other) => other !== array)) {
    throw mongoError(171, "cannot index parallel arrays");
  }
  for (const element of array.length === 0 ? [emptyArray] : array) {
    const inner = found.map((one): Found => {
      if (!one.below) {
        return one;
      }
      return one.below.length === 0 ? { value: element } : walk(element, one.below);
    });
    spread(inner, give);
  }
}

function withoutRepeats(keys: readonly unknown[][]): unknown[][] {
  return [...new Map(keys.map((key) => [equalKey(key), key])).values()];
}
