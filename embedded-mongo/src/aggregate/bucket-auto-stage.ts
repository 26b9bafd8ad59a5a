import { Int32 } from "bson";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import { wholeInt32 } from "../values/integers.ts";
import { accumulate, type GroupField, readGroupField } from "./accumulators.ts";
import type { AggregateEnv, Step } from "./aggregate-env.ts";
import { compileExpression } from "./compile-expression.ts";
import { typeName } from "./expression.ts";
import { scopeOf } from "./stage.ts";

const options = new Set(["groupBy", "buckets", "output", "granularity"]);

/** `$bucketAuto`: buckets of about the same number of documents. */
export function bucketAutoStage(spec: unknown): Step {
  if (!isDoc(spec))
    throw mongoError(
      40240,
      `The argument to $bucketAuto must be an object, but found type: ${typeName(spec)}`,
    );
  for (const key of Object.keys(spec)) {
    if (!options.has(key))
      throw mongoError(40245, `Unrecognized option to $bucketAuto: ${fieldName(key)}.`);
  }
  const { groupBy, buckets, output, granularity } = spec;
  if (groupBy === undefined || buckets === undefined)
    throw mongoError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified");
  if (granularity !== undefined) throw notAvailable("the option 'granularity' of $bucketAuto");
  const isExpression = isDoc(groupBy) || (typeof groupBy === "string" && groupBy[0] === "$");
  if (!isExpression)
    throw mongoError(
      40239,
      "The $bucketAuto 'groupBy' field must be defined as a $-prefixed path or an expression object",
    );
  const count = readBuckets(buckets);
  if (output !== undefined && !isDoc(output))
    throw mongoError(40244, "The $bucketAuto 'output' field must be an object");
  const value = compileExpression(groupBy);
  const fields = Object.entries(output ?? { count: { $sum: new Int32(1) } }).map(([key, field]) =>
    readGroupField(key, field),
  );
  return function* bucketAuto(docs, env) {
    const sorted = Array.from(docs, (doc) => ({ doc, at: value(scopeOf(doc, env)) ?? null }));
    sorted.sort((a, b) => compareValues(a.at, b.at));
    yield* filled(sorted, count, fields, env);
  };
}

function readBuckets(buckets: unknown): number {
  if (!isNumber(buckets))
    throw mongoError(
      40241,
      `The $bucketAuto 'buckets' field must be a numeric value, but found type: ${typeName(buckets)}`,
    );
  const count = wholeInt32(buckets);
  if (count === undefined)
    throw mongoError(
      40242,
      "The $bucketAuto 'buckets' field must be representable as a 32-bit integer",
    );
  if (count <= 0)
    throw mongoError(
      40243,
      `The $bucketAuto 'buckets' field must be greater than 0, but found: ${count}`,
    );
  return count;
}

type Valued = { readonly doc: Doc; readonly at: unknown };

function* filled(
  sorted: readonly Valued[],
  count: number,
  fields: readonly GroupField[],
  env: AggregateEnv,
): Generator<Doc> {
  const size = Math.max(1, Math.round(sorted.length / count));
  let from = 0;
  for (let bucket = 1; from < sorted.length; bucket++) {
    let to = bucket === count ? sorted.length : Math.min(from + size, sorted.length);
    const last = sorted[to - 1] as Valued;
    // Equal values are never parted.
    while (to < sorted.length && compareValues((sorted[to] as Valued).at, last.at) === 0) to++;
    const members = sorted.slice(from, to);
    const { doc, at: min } = members[0] as Valued;
    const accumulators = fields.map(({ make }) => make({ ...scopeOf(doc, env), root: {} }));
    for (const member of members) accumulate(fields, accumulators, scopeOf(member.doc, env));
    // A bucket ends where the next begins; the last one with its greatest value.
    const result: Doc = { _id: { min, max: sorted[to]?.at ?? last.at } };
    for (const [index, { key }] of fields.entries())
      result[key] = accumulators[index]?.result() ?? null;
    yield result;
    from = to;
  }
}
