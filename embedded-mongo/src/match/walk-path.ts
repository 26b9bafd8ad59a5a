import { isDoc } from "../values/bson-type.ts";
import { fieldOf, isIndexLike } from "../values/doc.ts";

/** One component of a dotted path, prepared for looking it up in documents and arrays. */
export interface PathPart {
  readonly name: string;
  /** The array index that the name may mean. */
  readonly index: number | undefined;
}

/** Splits a dotted path into its components. */
export function pathParts(path: string): PathPart[] {
  return path.split(".").map((name) => ({
    name,
    index: isIndexLike(name) ? Number(name) : undefined,
  }));
}

/** How a walk treats an array at the end of the path: as its elements and itself, or only as itself. */
export type LeafArrays = "elements-and-array" | "array";

/**
 * Receives one value of a path; `undefined` is a missing field. `position` is the index in the outermost array on the
 * path. Returning true ends the walk.
 */
export type Visitor = (value: unknown, position: number | undefined) => boolean;

/** Visits the values of a path in a document as MongoDB's queries see them; returns whether a visit ended the walk. */
export function walkPath(
  doc: unknown,
  parts: readonly PathPart[],
  leaf: LeafArrays,
  visit: Visitor,
): boolean {
  return walkDoc(doc, parts, 0, leaf, undefined, visit);
}

function walkDoc(
  start: unknown,
  parts: readonly PathPart[],
  from: number,
  leaf: LeafArrays,
  position: number | undefined,
  visit: Visitor,
): boolean {
  let value = start;
  for (let at = from; at < parts.length; at++) {
    if (!isDoc(value)) return visit(undefined, position);
    value = fieldOf(value, (parts[at] as PathPart).name);
    if (Array.isArray(value)) return walkArray(value, parts, at + 1, leaf, position, visit);
  }
  return visit(value, position);
}

function walkArray(
  array: readonly unknown[],
  parts: readonly PathPart[],
  next: number,
  leaf: LeafArrays,
  position: number | undefined,
  visit: Visitor,
): boolean {
  const part = parts[next];
  if (!part) {
    if (leaf === "elements-and-array") {
      for (let at = 0; at < array.length; at++) if (visit(array[at], position ?? at)) return true;
    }
    return visit(array, position);
  }
  for (let at = 0; at < array.length; at++) {
    const element = array[at];
    const chosen = part.index === at;
    if (isDoc(element)) {
      if (walkDoc(element, parts, next, leaf, position ?? at, visit)) return true;
      if (!chosen) continue;
      // An index in the path is not a match in the array, so it sets no position.
      if (next + 1 === parts.length) {
        if (visit(element, position)) return true;
      } else if (walkDoc(element, parts, next + 1, leaf, position, visit)) return true;
    } else if (chosen) {
      if (next + 1 === parts.length) {
        if (visit(element, position)) return true;
      } else if (
        Array.isArray(element) &&
        walkArray(element, parts, next + 1, leaf, position, visit)
      ) {
        return true;
      }
    }
  }
  return false;
}
