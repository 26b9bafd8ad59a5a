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

/** Visits the values of a path in a document as MongoDB's queries see them. Returns whether a visit ended the walk. */
export function walkPath(
  value: unknown,
  [part, ...rest]: readonly PathPart[],
  leaf: LeafArrays,
  visit: Visitor,
  position?: number,
): boolean {
  if (!part) {
    return visitLeaf(value, leaf, visit, position);
  }
  if (isDoc(value)) {
    return walkPath(fieldOf(value, part.name), rest, leaf, visit, position);
  }
  if (!Array.isArray(value)) {
    return visit(undefined, position);
  }
  for (const [at, element] of value.entries()) {
    if (isDoc(element) && walkPath(element, [part, ...rest], leaf, visit, position ?? at)) {
      return true;
    }
    if (part.index !== at) {
      continue;
    }
    // An index in the path is not a match in the array: it sets no position and its element is one value.
    if (
      rest.length === 0
        ? visit(element, position)
        : isDeep(element) && walkPath(element, rest, leaf, visit, position)
    ) {
      return true;
    }
  }
  return false;
}

function visitLeaf(
  value: unknown,
  leaf: LeafArrays,
  visit: Visitor,
  position: number | undefined,
): boolean {
  if (leaf === "elements-and-array" && Array.isArray(value)) {
    for (const [at, element] of value.entries()) {
      if (visit(element, position ?? at)) {
        return true;
      }
    }
  }
  return visit(value, position);
}

function isDeep(value: unknown): boolean {
  return isDoc(value) || Array.isArray(value);
}
