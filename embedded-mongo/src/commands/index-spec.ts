import { Int32 } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import type { FilterNode } from "../match/filter-node.ts";
import { isIndexLike } from "../values/doc.ts";
import { bsonType, type Doc, isNumber } from "../values/index.ts";
import { type OptionKinds, readOptions } from "./read-options.ts";

/** The closed list of what one index of `createIndexes` may say. */
export const indexOptions = {
  v: "integer",
  key: "document",
  name: "string",
  unique: "boolean",
  sparse: "boolean",
  partialFilterExpression: "document",
  expireAfterSeconds: "integer",
  background: "boolean",
  hidden: "refused",
  collation: "refused",
} as const satisfies OptionKinds;

/** The longest time of a TTL index, in seconds. */
const mostTtlSeconds = 2 ** 31 - 1;
const mostFields = 32;

/** Checks an index as a client asks for it and puts it into the form in which it is kept. */
export function readIndexSpec(given: Doc): Doc {
  const options = readOptions("createIndexes.indexes", given, indexOptions);
  const { key, name, unique, sparse, partialFilterExpression, expireAfterSeconds } = options;
  const { background } = options;
  if (!key || Object.keys(key).length === 0)
    throw mongoError(67, "Index keys cannot be an empty object");
  if (name === undefined || name === "") {
    throw mongoError(9, "The 'name' field is a required property of an index specification");
  }
  if (name === "*") throw mongoError(2, "The index name '*' is not valid.");
  checkKey(key);
  if (sparse && partialFilterExpression) {
    throw mongoError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  if (partialFilterExpression) checkPartial(compileFilter(partialFilterExpression).root);
  if (expireAfterSeconds !== undefined) checkTtl(key, expireAfterSeconds);
  return {
    v: new Int32(2),
    key,
    name,
    ...(unique ? { unique: true } : {}),
    ...(sparse ? { sparse: true } : {}),
    ...(partialFilterExpression ? { partialFilterExpression } : {}),
    ...(expireAfterSeconds === undefined
      ? {}
      : { expireAfterSeconds: new Int32(expireAfterSeconds) }),
    // It makes no difference, but is shown again as it was given.
    ...(background === undefined ? {} : { background }),
  };
}

/** The filter of a partial index may only hold conditions that a query can be seen to imply. */
function checkPartial(node: FilterNode): void {
  if (node.kind === "and" || node.kind === "or")
    for (const child of node.children) checkPartial(child);
  else if (!["compare", "in", "exists", "type"].includes(node.kind))
    throw mongoError(67, `Expression not supported in partial index: ${node.kind}`);
}

function checkKey(key: Doc): void {
  const fields = Object.entries(key);
  if (fields.length > mostFields)
    throw mongoError(
      13103,
      `Index key pattern has too many fields (${fields.length}), at most ${mostFields} are allowed`,
    );
  for (const [name, direction] of fields) {
    if (name.includes("$**")) throw notAvailable("a wildcard index");
    if (typeof direction === "string") throw notAvailable(`an index of type '${direction}'`);
    if (
      !isNumber(direction) ||
      Number(String(direction)) === 0 ||
      Number.isNaN(Number(String(direction)))
    ) {
      throw mongoError(
        67,
        `Values in v:2 index key pattern must be numbers > 0, numbers < 0, or the name of an index type, but '${name}' has ${bsonType(direction)}`,
      );
    }
    if (name === "" || name.startsWith(".") || name.endsWith(".") || name.includes("..")) {
      throw mongoError(67, "Index keys cannot contain an empty field.");
    }
    if (name.split(".").slice(1).some(isIndexLike))
      throw notAvailable(`an index on '${name}', whose path has a number,`);
    if (name.startsWith("$"))
      throw mongoError(67, `Index key contains an illegal field name: '${name}'`);
  }
}

function checkTtl(key: Doc, seconds: number): void {
  if (Object.keys(key).length > 1)
    throw mongoError(
      67,
      "TTL indexes are single-field indexes, compound indexes do not support TTL",
    );
  if ("_id" in key)
    throw mongoError(
      197,
      "The field 'expireAfterSeconds' is not valid for an _id index specification",
    );
  if (seconds < 0 || seconds > mostTtlSeconds) {
    throw mongoError(
      67,
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, 0 to ${mostTtlSeconds}`,
    );
  }
}
