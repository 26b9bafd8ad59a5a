import { mongoError } from "../errors/mongo-error.ts";
import type { Evaluate } from "../expressions/expression.ts";
import { isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";

/** A node in the tree of all paths of a projection. */
export interface ProjectionNode {
  readonly children: Map<string, ProjectionNode | Leaf>;
}

/** The effect on the field at the end of a path: it is kept (or dropped), or gets a new value. */
export type Leaf =
  | { readonly kind: "flag" }
  | { readonly kind: "computed"; readonly evaluate: Evaluate };

/** Makes an empty tree. */
export function projectionNode(): ProjectionNode {
  return { children: new Map() };
}

function isLeaf(node: ProjectionNode | Leaf): node is Leaf {
  return "kind" in node;
}

/** Adds a leaf at a path. Throws if the tree has the path, a part of it or a path below it. */
export function addLeaf(root: ProjectionNode, path: string, leaf: Leaf): void {
  let node = root;
  const parts = path.split(".");
  for (const [at, part] of parts.entries()) {
    const existing = node.children.get(part);
    if (at === parts.length - 1) {
      if (existing) {
        throw mongoError(31250, `Path collision at ${path}`);
      }
      node.children.set(part, leaf);
      return;
    }
    if (existing && isLeaf(existing)) {
      throw mongoError(
        31249,
        `Path collision at ${path} remaining portion ${parts.slice(at + 1).join(".")}`,
      );
    }
    const next = existing ?? projectionNode();
    node.children.set(part, next);
    node = next;
  }
}

/** Returns the document with only the fields of the tree. */
export function include(node: ProjectionNode, doc: Doc): Doc {
  const result: Doc = {};
  for (const key in doc) {
    const child = node.children.get(key);
    if (!child) {
      continue;
    }
    if (isLeaf(child)) {
      if (child.kind === "flag") {
        result[key] = doc[key];
      }
      continue;
    }
    const value = includeValue(child, doc[key]);
    if (value !== undefined) {
      result[key] = value;
    }
  }
  return result;
}

function includeValue(node: ProjectionNode, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => includeValue(node, item));
    // Elements that are left out keep their places for computed fields.
    if (hasComputed(node)) {
      return items.map((item) => item ?? null);
    }
    return items.filter((item) => item !== undefined);
  }
  return isDoc(value) ? include(node, value) : undefined;
}

/** Returns the document without the fields of the tree. */
export function exclude(node: ProjectionNode, doc: Doc): Doc {
  const result: Doc = {};
  for (const key in doc) {
    const child = node.children.get(key);
    if (!child) {
      result[key] = doc[key];
    } else if (!isLeaf(child)) {
      result[key] = excludeValue(child, doc[key]);
    }
  }
  return result;
}

function excludeValue(node: ProjectionNode, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => excludeValue(node, item));
  }
  return isDoc(value) ? exclude(node, value) : value;
}

/** Says whether anything in the tree is computed. */
export function hasComputed(node: ProjectionNode): boolean {
  for (const child of node.children.values()) {
    if (isLeaf(child) ? child.kind === "computed" : hasComputed(child)) {
      return true;
    }
  }
  return false;
}

/** Sets the computed fields of `doc` from the values of `source`; a missing value removes its field. */
export function compute(node: ProjectionNode, doc: Doc, source: Doc): Doc {
  for (const [key, child] of node.children) {
    if (!isLeaf(child)) {
      if (hasComputed(child)) {
        doc[key] = computeValue(child, doc[key], source);
      }
      continue;
    }
    if (child.kind !== "computed") {
      continue;
    }
    const value = child.evaluate(source);
    if (value === undefined) {
      delete doc[key];
    } else {
      doc[key] = value;
    }
  }
  return doc;
}

function computeValue(node: ProjectionNode, value: unknown, source: Doc): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => computeValue(node, item, source));
  }
  return compute(node, isDoc(value) ? { ...value } : {}, source);
}
