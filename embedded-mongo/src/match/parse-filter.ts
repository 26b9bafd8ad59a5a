import type { BSONRegExp } from "bson";
import { closedList } from "../closed-list.ts";
import { mongoError } from "../errors/mongo-error.ts";
import { unlisted } from "../errors/unlisted.ts";
import { bsonType, isDoc } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { truthy } from "../values/truthy.ts";
import type { ComparisonOperator, FilterNode } from "./filter-node.ts";
import { parseSize, parseTypes } from "./parse-operands.ts";
import { translateRegex } from "./translate-regex.ts";

const logical = new Set<string>(closedList.logicalOperators);

/** Reads a filter document into a tree; throws what MongoDB throws for what it refuses. */
export function parseFilter(filter: Doc): FilterNode {
  const children: FilterNode[] = [];
  for (const [name, value] of Object.entries(filter)) {
    if (name[0] === "$") {
      children.push(parseLogical(name, value));
    } else {
      children.push(...parseField(name, value));
    }
  }
  return all(children);
}

function all(children: readonly FilterNode[]): FilterNode {
  const [only] = children;
  return children.length === 1 && only ? only : { kind: "and", children };
}

function parseLogical(name: string, value: unknown): FilterNode {
  if (!logical.has(name)) {
    throw unlisted(name, 2, `unknown top level operator: ${name}`);
  }
  if (!Array.isArray(value)) {
    throw mongoError(2, `${name} must be an array`);
  }
  if (value.length === 0) {
    throw mongoError(2, "$and/$or/$nor must be a nonempty array");
  }
  const children = value.map((entry) => {
    if (!isDoc(entry)) {
      throw mongoError(2, "$or/$and/$nor entries need to be full objects");
    }
    return parseFilter(entry);
  });
  if (name === "$and") {
    return { kind: "and", children };
  }
  const either: FilterNode = { kind: "or", children };
  return name === "$or" ? either : { kind: "not", child: either };
}

function parseField(path: string, value: unknown): FilterNode[] {
  const type = bsonType(value);
  if (type === "regex") {
    return [regexNode(path, value as BSONRegExp)];
  }
  if (type === "object" && isOperatorDoc(value as Doc)) {
    return parseOperators(path, value as Doc);
  }
  return [{ kind: "compare", path, op: "$eq", value }];
}

/** Says whether a document holds operators: its first field begins with `$`. */
export function isOperatorDoc(value: Doc): boolean {
  return Object.keys(value)[0]?.[0] === "$";
}

type RegexParts = Pick<BSONRegExp, "pattern" | "options">;

function regexNode(path: string, { pattern, options }: RegexParts): FilterNode {
  return { kind: "regex", path, pattern, options, regex: translateRegex(pattern, options) };
}

function parseOperators(path: string, operators: Doc): FilterNode[] {
  const nodes: FilterNode[] = [];
  for (const [name, value] of Object.entries(operators)) {
    if (name !== "$options") {
      nodes.push(parseOperator(path, name, value, operators));
    } else if (operators.$regex === undefined) {
      throw mongoError(2, "$options needs a $regex");
    }
  }
  return nodes;
}

function parseOperator(path: string, name: string, value: unknown, siblings: Doc): FilterNode {
  switch (name) {
    case "$eq":
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return comparison(path, name, value);
    case "$ne":
      if (bsonType(value) === "regex") {
        throw mongoError(2, "Can't have regex as arg to $ne.");
      }
      return { kind: "not", child: comparison(path, "$eq", value) };
    case "$in":
      return parseIn(path, name, value);
    case "$nin":
      return { kind: "not", child: parseIn(path, name, value) };
    case "$not":
      return parseNot(path, value);
    case "$exists": {
      const exists: FilterNode = { kind: "exists", path };
      return truthy(value) ? exists : { kind: "not", child: exists };
    }
    case "$type":
      return { kind: "type", path, types: parseTypes(value) };
    case "$regex":
      return parseRegex(path, value, siblings.$options);
    case "$size":
      return { kind: "size", path, size: parseSize(value) };
    case "$all":
      return parseAll(path, value);
    case "$elemMatch":
      return parseElemMatch(path, value);
    default:
      throw unlisted(name, 2, `unknown operator: ${name}`);
  }
}

function comparison(path: string, op: ComparisonOperator, value: unknown): FilterNode {
  const type = bsonType(value);
  if (type === "regex" && op !== "$eq") {
    throw mongoError(2, `Can't have RegEx as arg to predicate over field '${path}'.`);
  }
  return { kind: "compare", path, op, value };
}

function parseIn(path: string, name: string, value: unknown): FilterNode {
  if (!Array.isArray(value)) {
    throw mongoError(2, `${name} needs an array`);
  }
  const values: unknown[] = [];
  const regexes: RegExp[] = [];
  for (const item of value) {
    const type = bsonType(item);
    if (type === "object" && isOperatorDoc(item as Doc)) {
      throw mongoError(2, "cannot nest $ under $in");
    }
    if (type === "regex") {
      const { pattern, options } = item as BSONRegExp;
      regexes.push(translateRegex(pattern, options));
    } else {
      values.push(item);
    }
  }
  return { kind: "in", path, values, regexes };
}

function parseNot(path: string, value: unknown): FilterNode {
  if (bsonType(value) === "regex") {
    return { kind: "not", child: regexNode(path, value as BSONRegExp) };
  }
  if (!isDoc(value)) {
    throw mongoError(2, "$not needs a regex or a document");
  }
  if (Object.keys(value).length === 0) {
    throw mongoError(2, "$not cannot be empty");
  }
  return { kind: "not", child: all(parseOperators(path, value)) };
}

function parseRegex(path: string, value: unknown, given: unknown): FilterNode {
  if (given !== undefined && typeof given !== "string") {
    throw mongoError(2, "$options has to be a string");
  }
  if (typeof value !== "string" && bsonType(value) !== "regex") {
    throw mongoError(2, "$regex has to be a string");
  }
  const { pattern, options } =
    typeof value === "string" ? { pattern: value, options: "" } : (value as BSONRegExp);
  return regexNode(path, { pattern, options: given ?? options });
}

function parseAll(path: string, value: unknown): FilterNode {
  if (!Array.isArray(value)) {
    throw mongoError(2, "$all needs an array");
  }
  if (value.length === 0) {
    return { kind: "always", result: false };
  }
  const [first] = value;
  const elemMatches = isDoc(first) && Object.keys(first)[0] === "$elemMatch";
  const children = value.map((item): FilterNode => {
    if (elemMatches) {
      if (!isDoc(item) || Object.keys(item)[0] !== "$elemMatch") {
        throw mongoError(2, "$all/$elemMatch has to be consistent");
      }
      return parseElemMatch(path, item.$elemMatch);
    }
    const type = bsonType(item);
    if (type === "regex") {
      return regexNode(path, item as BSONRegExp);
    }
    if (type === "object" && isOperatorDoc(item as Doc)) {
      throw mongoError(2, "no $ expressions in $all");
    }
    return { kind: "compare", path, op: "$eq", value: item };
  });
  return { kind: "and", children };
}

function parseElemMatch(path: string, value: unknown): FilterNode {
  if (!isDoc(value)) {
    throw mongoError(2, "$elemMatch needs an Object");
  }
  const [first] = Object.keys(value);
  const onValues = isOperatorDoc(value) && first !== undefined && !logical.has(first);
  if (!onValues) {
    return { kind: "elemMatchObject", path, filter: parseFilter(value) };
  }
  return { kind: "elemMatchValue", path, filter: all(parseOperators("", value)) };
}
