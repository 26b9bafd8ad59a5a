import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compileExpression } from "../expressions/compile-expression.ts";
import type { Evaluate } from "../expressions/expression.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { truthy } from "../values/truthy.ts";

/** The effect on the field at the end of a path: it is kept, dropped, or gets the value of an expression. */
export type Leaf = "keep" | "drop" | Evaluate;

/** All paths of a projection, part by part. */
export type Tree = Map<string, Tree | Leaf>;

/** Receives a path of a specification and its effect. */
type GiveLeaf = (path: string, leaf: Leaf) => void;

/** Reads the paths of a specification, which may be nested. `$set` takes numbers and booleans as values. */
export function readLeaves(spec: Doc, isSet: boolean, give: GiveLeaf, prefix = ""): void {
  for (const [key, value] of Object.entries(spec)) {
    const path = prefix + key;
    if (path.endsWith(".$")) {
      throw notAvailable("the positional projection .$");
    }
    fieldPathParts(path);
    if (!isSet && (typeof value === "boolean" || isNumber(value))) {
      give(path, truthy(value) ? "keep" : "drop");
    } else if (isDoc(value) && Object.keys(value).length === 0) {
      throw mongoError(isSet ? 40180 : 51270, `an empty object is not a valid value at ${path}`);
    } else if (isDoc(value) && Object.keys(value)[0]?.[0] !== "$") {
      readLeaves(value, isSet, give, `${path}.`);
    } else {
      give(path, compileExpression(value));
    }
  }
}

/** Adds a leaf at a path. Throws if the tree has the path, a part of it or a path below it. */
export function addLeaf(root: Tree, path: string, leaf: Leaf): void {
  const parts = path.split(".");
  const last = parts.pop() ?? "";
  let node = root;
  for (const part of parts) {
    const next = node.get(part) ?? (new Map() as Tree);
    if (!(next instanceof Map)) {
      throw mongoError(31249, `Path collision at ${path}`);
    }
    node.set(part, next);
    node = next;
  }
  if (node.has(last)) {
    throw mongoError(31250, `Path collision at ${path}`);
  }
  node.set(last, leaf);
}

/** Returns the document with only the fields of the tree. */
export function include(tree: Tree, doc: Doc): Doc {
  const result: Doc = {};
  for (const key in doc) {
    const child = tree.get(key);
    const value = child instanceof Map ? includeValue(child, doc[key]) : doc[key];
    if (child === "keep" || (child instanceof Map && value !== undefined)) {
      result[key] = value;
    }
  }
  return result;
}

function includeValue(tree: Tree, value: unknown): unknown {
  if (!Array.isArray(value)) {
    return isDoc(value) ? include(tree, value) : undefined;
  }
  const items = value.map((item) => includeValue(tree, item));
  // Elements that are left out keep their places for computed fields.
  return hasComputed(tree)
    ? items.map((item) => item ?? null)
    : items.filter((item) => item !== undefined);
}

/** Returns the document without the fields of the tree. */
export function exclude(tree: Tree, doc: Doc): Doc {
  const result: Doc = {};
  for (const key in doc) {
    const child = tree.get(key);
    if (child !== "drop") {
      result[key] = child instanceof Map ? excludeValue(child, doc[key]) : doc[key];
    }
  }
  return result;
}

function excludeValue(tree: Tree, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => excludeValue(tree, item));
  }
  return isDoc(value) ? exclude(tree, value) : value;
}

/** Says whether anything in the tree is computed. */
export function hasComputed(tree: Tree): boolean {
  return [...tree.values()].some((child) =>
    child instanceof Map ? hasComputed(child) : typeof child === "function",
  );
}

/** Sets the computed fields of `doc` from the values of `source`; a missing value removes its field. */
export function compute(tree: Tree, doc: Doc, source: Doc): Doc {
  for (const [key, child] of tree) {
    if (child instanceof Map && hasComputed(child)) {
      doc[key] = computeValue(child, doc[key], source);
    }
    if (typeof child === "function") {
      doc[key] = child(source);
      if (doc[key] === undefined) {
        delete doc[key];
      }
    }
  }
  return doc;
}

function computeValue(tree: Tree, value: unknown, source: Doc): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => computeValue(tree, item, source));
  }
  return compute(tree, isDoc(value) ? { ...value } : {}, source);
}
