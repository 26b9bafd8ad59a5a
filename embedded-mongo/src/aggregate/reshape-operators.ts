import { mongoError } from "../errors/mongo-error.ts";
import { bsonType, isDoc } from "../values/bson-type.ts";
import { type Doc, docKey, fieldName } from "../values/doc.ts";
import { argumentList, namedFields, operator } from "./arguments.ts";
import { type Compile, type Evaluate, nullish, type Operator, typeName } from "./expression.ts";

/** The operators that turn arrays into documents, and arrays into arrays of their elements side by side. */
export const reshapeOperators: Readonly<Record<string, Operator>> = {
  $arrayToObject: operator(1, 1, ([array]) => arrayToObject(array)),
  $objectToArray: operator(1, 1, ([doc]) => {
    if (nullish(doc)) return null;
    if (!isDoc(doc))
      throw mongoError(40390, `$objectToArray requires a document input, found: ${typeName(doc)}`);
    return Object.keys(doc).map((key) => ({ k: fieldName(key), v: doc[key] }));
  }),
  $zip: zip,
};

function zip(argument: unknown, compile: Compile, name: string): Evaluate {
  const doc = namedFields(argument, name, {
    required: ["inputs"],
    optional: ["useLongestLength", "defaults"],
    code: 34460,
  });
  if (!Array.isArray(doc.inputs)) throw mongoError(34461, "inputs must be an array of expressions");
  if (doc.inputs.length === 0) throw mongoError(34465, "$zip requires at least one input array");
  if (doc.useLongestLength !== undefined && typeof doc.useLongestLength !== "boolean")
    throw mongoError(34463, "useLongestLength must be a bool");
  if (doc.defaults !== undefined && doc.useLongestLength !== true)
    throw mongoError(34466, "cannot specify defaults unless useLongestLength is true");
  const inputs = argumentList(doc.inputs, 1, Number.POSITIVE_INFINITY, name).map(compile);
  const defaults = Array.isArray(doc.defaults) ? doc.defaults.map(compile) : [];
  if (defaults.length > 0 && defaults.length !== inputs.length)
    throw mongoError(34467, "defaults and inputs must have the same length");
  return (scope) => {
    const arrays = inputs.map((input) => input(scope));
    if (arrays.some(nullish)) return null;
    for (const array of arrays) {
      if (!Array.isArray(array))
        throw mongoError(34468, `$zip found a non-array expression in input: ${bsonType(array)}`);
    }
    const lengths = (arrays as unknown[][]).map((array) => array.length);
    const length = doc.useLongestLength ? Math.max(...lengths) : Math.min(...lengths);
    return Array.from({ length }, (_, at) =>
      (arrays as unknown[][]).map((array, which) =>
        at < array.length ? array[at] : (defaults[which]?.(scope) ?? null),
      ),
    );
  };
}

function arrayToObject(array: unknown): unknown {
  if (nullish(array)) return null;
  if (!Array.isArray(array))
    throw mongoError(40386, `$arrayToObject requires an array input, found: ${typeName(array)}`);
  const doc: Doc = {};
  for (const item of array) {
    const [name, value] = pair(item);
    if (name.includes("\0"))
      throw mongoError(4940400, "Key field cannot contain an embedded null byte");
    doc[docKey(name)] = value;
  }
  return doc;
}

function pair(item: unknown): [string, unknown] {
  if (Array.isArray(item)) {
    if (item.length !== 2)
      throw mongoError(40397, "$arrayToObject requires an array of size 2 arrays");
    if (typeof item[0] !== "string")
      throw mongoError(
        40395,
        "$arrayToObject requires an array of key-value pairs, where the key must be of type string",
      );
    return [item[0], item[1]];
  }
  if (!isDoc(item))
    throw mongoError(40398, `Unrecognised input type format for $arrayToObject: ${typeName(item)}`);
  if (Object.keys(item).length !== 2)
    throw mongoError(
      40392,
      "$arrayToObject requires an object with exactly two fields 'k' and 'v'",
    );
  if (!("k" in item && "v" in item))
    throw mongoError(40393, "$arrayToObject requires an object with keys 'k' and 'v'");
  if (typeof item.k !== "string")
    throw mongoError(
      40394,
      "$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string",
    );
  return [item.k, item.v];
}
