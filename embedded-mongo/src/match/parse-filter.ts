import type { BSONRegExp } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { bsonType, isDoc } from "../values/bson-type.ts";
import { type Doc, entryOf } from "../values/doc.ts";
import { truthy } from "../values/truthy.ts";
import type { ComparisonOperator, FilterNode } from "./filter-node.ts";
import { parseSize, parseTypes } from "./parse-operands.ts";
import { translateRegex } from "./translate-regex.ts";

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

/** The operators that combine filters. */
export const logicalOperators: Readonly<
  Record<string, (children: readonly FilterNode[]) => FilterNode>
> = {
  $and: (children) => ({ kind: "and", children }),
  $or: (children) => ({ kind: "or", children }),
  $nor: (children) => ({ kind: "not", child: { kind: "or", children } }),
};

function parseLogical(name: string, value: unknown): FilterNode {
  const combine = entryOf(logicalOperators, name);
  if (!combine) {
    throw notAvailable(`unknown top level operator: ${name}; it`, 2);
  }
  if (!Array.isArray(value) || value.length === 0) {
    throw mongoError(2, `${name} must be a nonempty array`);
  }
  if (!value.every(isDoc)) {
    throw mongoError(2, "$or/$and/$nor entries need to be full objects");
  }
  return combine(value.map(parseFilter));
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

type ParseOperator = (path: string, value: unknown, siblings: Doc) => FilterNode;

const comparing =
  (op: ComparisonOperator): ParseOperator =>
  (path, value) =>
    comparison(path, op, value);

/** The operators on the values of a path. */
export const queryOperators: Readonly<Record<string, ParseOperator>> = {
  $eq: comparing("$eq"),
  $gt: comparing("$gt"),
  $gte: comparing("$gte"),
  $lt: comparing("$lt"),
  $lte: comparing("$lte"),
  $ne: (path, value) => {
    if (bsonType(value) === "regex") {
      throw mongoError(2, "Can't have regex as arg to $ne.");
    }
    return { kind: "not", child: comparison(path, "$eq", value) };
  },
  $in: parseIn,
  $nin: (path, value) => ({ kind: "not", child: parseIn(path, value) }),
  $not: parseNot,
  $exists: (path, value) => {
    const exists: FilterNode = { kind: "exists", path };
    return truthy(value) ? exists : { kind: "not", child: exists };
  },
  $type: (path, value) => ({ kind: "type", path, types: parseTypes(value) }),
  $regex: parseRegex,
  $options: (_path, value, { $regex }) => {
    if ($regex === undefined || typeof value !== "string") {
      throw mongoError(2, "$options needs a $regex and has to be a string");
    }
    // `$regex` reads it.
    return { kind: "and", children: [] };
  },
  $size: (path, value) => ({ kind: "size", path, size: parseSize(value) }),
  $all: parseAll,
  $elemMatch: parseElemMatch,
};

function parseOperators(path: string, operators: Doc): FilterNode[] {
  const nodes: FilterNode[] = [];
  for (const [name, value] of Object.entries(operators)) {
    const parse = entryOf(queryOperators, name);
    if (!parse) {
      throw notAvailable(`unknown operator: ${name}; it`, 2);
    }
    const node = parse(path, value, operators);
    if (name !== "$options") {
      nodes.push(node);
    }
  }
  return nodes;
}

function comparison(path: string, op: ComparisonOperator, value: unknown): FilterNode {
  const type = bsonType(value);
  if (type === "regex" && op !== "$eq") {
    throw mongoError(2, `Can't have RegEx as arg to predicate over field '${path}'.`);
  }
  return { kind: "compare", path, op, value };
}

function parseIn(path: string, value: unknown): FilterNode {
  if (!Array.isArray(value)) {
    throw mongoError(2, "$in and $nin need an array");
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
  if (!isDoc(value) || Object.keys(value).length === 0) {
    throw mongoError(2, "$not needs a regex or a document that is not empty");
  }
  return { kind: "not", child: all(parseOperators(path, value)) };
}

function parseRegex(path: string, value: unknown, { $options }: Doc): FilterNode {
  const given = typeof value === "string" ? { pattern: value, options: "" } : value;
  if (typeof value !== "string" && bsonType(value) !== "regex") {
    throw mongoError(2, "$regex has to be a string");
  }
  const { pattern, options } = given as BSONRegExp;
  return regexNode(path, { pattern, options: typeof $options === "string" ? $options : options });
}

function parseAll(path: string, value: unknown): FilterNode {
  if (!Array.isArray(value)) {
    throw mongoError(2, "$all needs an array");
  }
  if (value.length === 0) {
    return { kind: "or", children: [] };
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
  const onValues = isOperatorDoc(value) && first !== undefined && !(first in logicalOperators);
  if (!onValues) {
    return { kind: "elemMatchObject", path, filter: parseFilter(value) };
  }
  return { kind: "elemMatchValue", path, filter: all(parseOperators("", value)) };
}
