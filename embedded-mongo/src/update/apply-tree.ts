import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { describe } from "../values/describe.ts";
import { type Doc, fieldOf, isIndexLike } from "../values/doc.ts";
import type { UpdateContext } from "./update-context.ts";
import { fieldsNode, mergeNodes, sortedChildren, type UpdateNode } from "./update-tree.ts";

/** How many nulls a set beyond the end of an array may fill in. */
const mostFilled = 1_500_000;

/** What applying a tree needs besides the values. */
export interface TreeContext extends UpdateContext {
  /** The tests of the array filters by identifier. */
  readonly filters: ReadonlyMap<string, (element: unknown) => boolean>;
}

/** Applies a tree of operators to a value; the same value comes back if nothing changes, `undefined` if it is removed. */
export function applyNode(
  node: UpdateNode,
  value: unknown,
  path: string,
  context: TreeContext,
): unknown {
  switch (node.kind) {
    case "field":
      return applyField(node, value, path, context);
    case "fields":
      return applyFields(node, value, path, context);
    default:
      return applyElements(node, value, path, context);
  }
}

function applyField(
  { operator }: Extract<UpdateNode, { kind: "field" }>,
  value: unknown,
  path: string,
  context: TreeContext,
): unknown {
  if (value === undefined && !operator.creates(context)) return undefined;
  return operator.apply(value, context, path);
}

/** Says whether anything in the tree makes missing fields here. */
function creates(node: UpdateNode, context: TreeContext): boolean {
  if (node.kind !== "field") {
    for (const child of node.children.values()) if (creates(child, context)) return true;
    return false;
  }
  return node.operator.creates(context);
}

function withPosition(
  node: Extract<UpdateNode, { kind: "fields" }>,
  path: string,
  context: TreeContext,
): readonly [string, UpdateNode][] {
  const chosen = node.children.get("$");
  if (!chosen) return sortedChildren(node);
  if (context.position === undefined)
    throw mongoError(2, "The positional operator did not find the match needed from the query");
  const name = String(context.position);
  const resolved = fieldsNode();
  for (const [key, child] of node.children) if (key !== "$") resolved.children.set(key, child);
  const existing = resolved.children.get(name);
  resolved.children.set(name, existing ? mergeNodes(existing, chosen, `${path}.${name}`) : chosen);
  return sortedChildren(resolved);
}

const join = (path: string, name: string) => (path ? `${path}.${name}` : name);

function applyFields(
  node: Extract<UpdateNode, { kind: "fields" }>,
  value: unknown,
  path: string,
  context: TreeContext,
): unknown {
  const children = withPosition(node, path, context);
  if (Array.isArray(value)) return applyToArray(children, value, path, context);
  if (value !== undefined && !isDoc(value)) {
    const made = children.find(([, child]) => creates(child, context));
    if (made) throw cannotCreate(made[0], path, value);
    return value;
  }
  return applyToDoc(children, value, path, context);
}

function applyToDoc(
  children: readonly [string, UpdateNode][],
  doc: Doc | undefined,
  path: string,
  context: TreeContext,
): unknown {
  let result: Doc | undefined;
  for (const [name, child] of children) {
    const old = doc && fieldOf(doc, name);
    if (old === undefined && !creates(child, context)) {
      // Array updates must find their array, even where nothing would be created.
      if (child.kind === "elements") applyNode(child, undefined, join(path, name), context);
      continue;
    }
    const next = applyNode(child, old, join(path, name), context);
    if (next === old) continue;
    result ??= { ...doc };
    if (next === undefined) delete result[name];
    else result[name] = next;
  }
  return result ?? doc;
}

function applyToArray(
  children: readonly [string, UpdateNode][],
  array: readonly unknown[],
  path: string,
  context: TreeContext,
): unknown {
  let result: unknown[] | undefined;
  for (const [name, child] of children) {
    if (!isIndexLike(name)) {
      if (!creates(child, context)) continue;
      throw cannotCreate(name, path, array);
    }
    const index = Number(name);
    const old = array[index];
    if (old === undefined && !creates(child, context)) continue;
    const next = applyNode(child, old, join(path, name), context);
    if (next === old) continue;
    result ??= [...array];
    if (index > result.length + mostFilled)
      throw mongoError(2, `can't backfill more than ${mostFilled} elements`);
    while (result.length < index) result.push(null);
    result[index] = next === undefined ? null : next;
  }
  return result ?? array;
}

function applyElements(
  node: Extract<UpdateNode, { kind: "elements" }>,
  value: unknown,
  path: string,
  context: TreeContext,
): unknown {
  if (!Array.isArray(value))
    throw mongoError(2, `The path '${path}' must be an array in order to apply array updates`);
  let result: unknown[] | undefined;
  for (const [index, element] of value.entries()) {
    const chosen = chooseFor(node, element, join(path, String(index)), context);
    if (!chosen) continue;
    const next = applyNode(chosen, element, join(path, String(index)), context);
    if (next === element) continue;
    result ??= [...value];
    result[index] = next === undefined ? null : next;
  }
  return result ?? value;
}

function chooseFor(
  node: Extract<UpdateNode, { kind: "elements" }>,
  element: unknown,
  path: string,
  context: TreeContext,
): UpdateNode | undefined {
  let chosen: UpdateNode | undefined;
  for (const [name, child] of node.children) {
    const identifier = name.slice(2, -1);
    if (identifier !== "" && !context.filters.get(identifier)?.(element)) continue;
    chosen = chosen ? mergeNodes(chosen, child, path) : child;
  }
  return chosen;
}

function cannotCreate(name: string, path: string, value: unknown): Error {
  return mongoError(28, `Cannot create field '${name}' in '${path}': ${describe(value)}`);
}
