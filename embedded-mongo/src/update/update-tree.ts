import { mongoError } from "../errors/mongo-error.ts";
import { compareStrings } from "../values/compare.ts";
import { isIndexLike } from "../values/doc.ts";
import type { UpdateContext } from "./update-context.ts";

/** What one operator does to one field. */
export interface FieldOperator {
  readonly name: string;
  /** The new value of the field, given the old one (`undefined` if missing); the same value means no change. */
  apply(old: unknown, context: UpdateContext, path: string): unknown;
  /** Whether the operator makes the field, and the documents around it, if it is missing. */
  creates(context: UpdateContext): boolean;
}

/** Makes an operator from its argument and the path. */
export type MakeOperator = (argument: unknown, path: string) => FieldOperator;

/** A node in the tree of all paths that an update names. */
export type UpdateNode =
  | { readonly kind: "field"; readonly operator: FieldOperator }
  | {
      readonly kind: "fields";
      readonly children: Map<string, UpdateNode>;
      sorted?: readonly [string, UpdateNode][];
    }
  | { readonly kind: "elements"; readonly children: Map<string, UpdateNode> };

/** An empty tree. */
export function fieldsNode(): Extract<UpdateNode, { kind: "fields" }> {
  return { kind: "fields", children: new Map() };
}

/** Adds an operator at a path; two operators on one path, or on a path and a part of it, are error 40. */
export function addOperator(
  root: UpdateNode,
  path: string,
  parts: readonly string[],
  operator: FieldOperator,
): void {
  let node = root;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as string;
    if (node.kind === "field") throw conflict(path, parts.slice(0, at));
    const onElements = part.startsWith("$[");
    if (node.children.size > 0 && (node.kind === "elements") !== onElements)
      throw conflict(path, parts.slice(0, at));
    const existing: UpdateNode | undefined = node.children.get(part);
    if (at === parts.length - 1) {
      if (existing) throw conflict(path, parts);
      node.children.set(part, { kind: "field", operator });
      return;
    }
    let next = existing;
    if (!next) {
      next = parts[at + 1]?.startsWith("$[")
        ? { kind: "elements", children: new Map() }
        : fieldsNode();
      node.children.set(part, next);
    }
    node = next;
  }
}

function conflict(path: string, at: readonly string[]): Error {
  return mongoError(40, `Updating the path '${path}' would create a conflict at '${at.join(".")}'`);
}

/** Joins the trees of two array filters that chose the same element. */
export function mergeNodes(a: UpdateNode, b: UpdateNode, path: string): UpdateNode {
  if (a.kind === "field" || b.kind === "field" || a.kind !== b.kind)
    throw conflict(path, path.split("."));
  const children = new Map(a.children);
  for (const [name, child] of b.children) {
    const existing = children.get(name);
    children.set(name, existing ? mergeNodes(existing, child, `${path}.${name}`) : child);
  }
  return { kind: a.kind, children };
}

/** The children in the order in which MongoDB applies them: by name, array indexes as numbers. */
export function sortedChildren(
  node: Extract<UpdateNode, { kind: "fields" }>,
): readonly [string, UpdateNode][] {
  node.sorted ??= [...node.children].sort(([a], [b]) => compareNames(a, b));
  return node.sorted;
}

function compareNames(a: string, b: string): number {
  if (isIndexLike(a) && isIndexLike(b)) return Number(a) - Number(b);
  return compareStrings(a, b);
}
