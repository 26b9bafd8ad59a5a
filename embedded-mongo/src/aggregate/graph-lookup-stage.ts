import { Long } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { equalKey } from "../keys/equal-key.ts";
import { bsonType, isDoc, isNumber } from "../values/bson-type.ts";
import { type Doc, docKey, fieldName, fieldOf } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { wholeNumber } from "../values/integers.ts";
import type { AggregateEnv, Step } from "./aggregate-env.ts";
import { compileExpression } from "./compile-expression.ts";
import { type Evaluate, typeName } from "./expression.ts";
import { scopeOf, setAt } from "./stage.ts";

const required = ["from", "startWith", "connectFromField", "connectToField", "as"] as const;
const optional = ["maxDepth", "depthField", "restrictSearchWithMatch"];

interface Search {
  readonly from: string;
  readonly as: readonly string[];
  readonly start: Evaluate;
  readonly fromParts: readonly string[];
  readonly to: string;
  readonly maxDepth: number;
  readonly depthParts: readonly string[] | undefined;
  readonly restrict: Doc | undefined;
}

/** `$graphLookup`: follows references from document to document, the nearest first. */
export function graphLookupStage(spec: unknown): Step {
  const search = readSearch(spec);
  return function* graphLookup(docs, env) {
    for (const doc of docs) {
      const start = search.start(scopeOf(doc, env));
      yield setAt(doc, search.as, 0, [...reached(search, start, env)]);
    }
  };
}

function* reached(search: Search, start: unknown, env: AggregateEnv): Generator<Doc> {
  const seen = new Set<string>();
  let frontier = Array.isArray(start) ? start : [start ?? null];
  for (let depth = 0; depth <= search.maxDepth && frontier.length > 0; depth++) {
    const wanted = new Map(frontier.map((value) => [equalKey(value), value]));
    frontier = [];
    for (const found of env.lookup(search.from, questionOf(search, [...wanted.values()]))) {
      const id = equalKey(found._id);
      if (seen.has(id)) continue;
      seen.add(id);
      collect(found, search.fromParts, 0, frontier);
      yield search.depthParts ? setAt(found, search.depthParts, 0, Long.fromNumber(depth)) : found;
    }
  }
}

function questionOf({ to, restrict }: Search, values: readonly unknown[]): Doc {
  const isPlain = values.every((value) => bsonType(value) !== "regex");
  const found: Doc = isPlain
    ? { [to]: { $in: values } }
    : { $or: values.map((value) => ({ [to]: { $eq: value } })) };
  return restrict ? { $and: [restrict, found] } : found;
}

function collect(value: unknown, parts: readonly string[], at: number, into: unknown[]): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      if (at === parts.length) into.push(item);
      else if (isDoc(item)) collect(item, parts, at, into);
    }
  } else if (at === parts.length) {
    if (value !== undefined) into.push(value);
  } else if (isDoc(value)) collect(fieldOf(value, parts[at] as string), parts, at + 1, into);
}

function readSearch(spec: unknown): Search {
  if (!isDoc(spec))
    throw mongoError(
      9,
      `the $graphLookup stage specification must be an object, but found ${typeName(spec)}`,
    );
  for (const key of Object.keys(spec)) {
    if (!(required.some((name) => name === key) || optional.includes(key)))
      throw mongoError(40104, `Unknown argument to $graphLookup: ${fieldName(key)}`);
  }
  for (const name of required) {
    const value = spec[name];
    if (value === undefined)
      throw mongoError(
        40105,
        "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.",
      );
    if (name === "from" && isDoc(value)) throw notAvailable("$graphLookup from another database");
    if (name !== "startWith" && typeof value !== "string")
      throw mongoError(40103, `expected string as argument for ${name}, found: ${typeName(value)}`);
  }
  const {
    from,
    as,
    startWith,
    connectFromField,
    connectToField,
    depthField,
    restrictSearchWithMatch,
  } = spec;
  if (depthField !== undefined && typeof depthField !== "string")
    throw mongoError(
      40103,
      `expected string as argument for depthField, found: ${typeName(depthField)}`,
    );
  if (restrictSearchWithMatch !== undefined && !isDoc(restrictSearchWithMatch))
    throw mongoError(
      40185,
      `$graphLookup argument 'restrictSearchWithMatch' must be an object, but found ${typeName(restrictSearchWithMatch)}`,
    );
  return {
    from: from as string,
    as: fieldPathParts(as as string).map(docKey),
    start: compileExpression(startWith),
    fromParts: fieldPathParts(connectFromField as string).map(docKey),
    to: docKey(connectToField as string),
    maxDepth: readDepth(spec.maxDepth),
    depthParts: depthField === undefined ? undefined : fieldPathParts(depthField).map(docKey),
    restrict: restrictSearchWithMatch,
  };
}

function readDepth(value: unknown): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (!isNumber(value))
    throw mongoError(40100, `maxDepth requires numeric argument, found ${typeName(value)}`);
  if (!(Number(String(value)) >= 0))
    throw mongoError(40101, "maxDepth requires a nonnegative argument");
  const whole = wholeNumber(value);
  if (whole === undefined)
    throw mongoError(40102, "maxDepth could not be represented as a long long");
  return Number(whole);
}
