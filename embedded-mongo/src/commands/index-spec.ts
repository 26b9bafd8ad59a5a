import { Int32 } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import type { FilterNode } from "../match/filter-node.ts";
import { isIndexLike } from "../values/doc.ts";
import type { Doc } from "../values/index.ts";
import { toDouble } from "../values/numbers.ts";
import { readOptions } from "./read-options.ts";

/** The longest time of a TTL index, in seconds. */
const maxTtlSeconds = 2 ** 31 - 1;
const maxFields = 32;

const indexOptions = {
  v: "ignored",
  key: "document!",
  name: "string",
  unique: "boolean",
  sparse: "boolean",
  partialFilterExpression: "document",
  expireAfterSeconds: "integer",
  background: "boolean",
} as const;

/** Checks the definition of an index that a client sent and returns the form in which it is stored. */
export function readIndexSpec(given: Doc): Doc {
  const options = readOptions("createIndexes.indexes", given, indexOptions);
  const { key, name, unique, sparse, partialFilterExpression, expireAfterSeconds } = options;
  if (!name) {
    throw mongoError(9, "The 'name' field is a required property of an index");
  }
  if (name === "*") {
    throw mongoError(2, "The index name '*' is not valid.");
  }
  checkKey(key);
  if (sparse && partialFilterExpression) {
    throw mongoError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  if (partialFilterExpression) {
    checkPartial(compileFilter(partialFilterExpression).root);
  }
  if (expireAfterSeconds !== undefined) {
    checkTtl(key, expireAfterSeconds);
  }
  // `undefined` fields are left out when it is stored. `background` makes no difference, but is listed as it was given.
  return {
    ...{ v: new Int32(2), key, name, partialFilterExpression, background: options.background },
    ...{ unique: unique || undefined, sparse: sparse || undefined },
    expireAfterSeconds: expireAfterSeconds && new Int32(expireAfterSeconds),
  };
}

/** The filter of a partial index may only hold conditions that the planner can find in a query. */
function checkPartial(node: FilterNode): void {
  if (node.kind === "and") {
    for (const child of node.children) {
      checkPartial(child);
    }
  } else if (node.kind !== "compare" && node.kind !== "exists") {
    throw mongoError(67, `Expression not supported in partial index: ${node.kind}`);
  }
}

function checkKey(key: Doc): void {
  const fields = Object.entries(key);
  if (fields.length === 0 || fields.length > maxFields) {
    throw mongoError(67, `An index must have 1 to ${maxFields} fields`);
  }
  for (const [name, direction] of fields) {
    if (name.includes("$**") || typeof direction === "string") {
      throw notAvailable(`a wildcard index or one of type '${direction}'`);
    }
    if (Math.abs(toDouble(direction)) !== 1) {
      throw mongoError(67, `The direction of '${name}' in an index must be 1 or -1`);
    }
    const parts = name.split(".");
    if (parts.some((part) => part === "" || part.startsWith("$"))) {
      throw mongoError(67, `Index key contains an illegal field name: '${name}'`);
    }
    if (parts.slice(1).some(isIndexLike)) {
      throw notAvailable(`an index on '${name}', whose path has a number,`);
    }
  }
}

function checkTtl(key: Doc, seconds: number): void {
  if (Object.keys(key).length > 1 || "_id" in key) {
    throw mongoError(67, "A TTL index must have one field, which is not _id");
  }
  if (seconds < 0 || seconds > maxTtlSeconds) {
    throw mongoError(67, `expireAfterSeconds must be from 0 to ${maxTtlSeconds}`);
  }
}
