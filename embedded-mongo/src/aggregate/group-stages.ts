import { Int32 } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { equalKey } from "../keys/equal-key.ts";
import { isDoc, typeRank } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import type { Accumulator } from "./accumulator.ts";
import { accumulate, type GroupField, readGroupField } from "./accumulators.ts";
import type { Step } from "./aggregate-env.ts";
import { compileExpression } from "./compile-expression.ts";
import type { Evaluate, Scope } from "./expression.ts";
import { scopeOf } from "./stage.ts";

interface Group {
  readonly id: unknown;
  readonly accumulators: readonly Accumulator[];
}

// What a field says of the whole group (`n`) sees the group's `_id` as its document.
function makeGroup(id: unknown, fields: readonly GroupField[], scope: Scope): Group {
  const start = { ...scope, root: isDoc(id) ? id : {} };
  return { id, accumulators: fields.map(({ make }) => make(start)) };
}

function finish({ id, accumulators }: Group, fields: readonly GroupField[]): Doc {
  const doc: Doc = { _id: id };
  for (const [at, { key }] of fields.entries()) doc[key] = accumulators[at]?.result() ?? null;
  return doc;
}

/** Groups documents by the equality of a value; groups come in the order of their first documents. */
function* grouped(
  docs: Iterable<Doc>,
  id: Evaluate,
  fields: readonly GroupField[],
  env: Parameters<Step>[1],
): Generator<Doc> {
  const groups = new Map<string, Group>();
  for (const doc of docs) {
    const scope = scopeOf(doc, env);
    const value = id(scope) ?? null;
    const key = equalKey(value);
    let group = groups.get(key);
    if (!group) {
      group = makeGroup(value, fields, scope);
      groups.set(key, group);
    }
    accumulate(fields, group.accumulators, scope);
  }
  for (const group of groups.values()) yield finish(group, fields);
}

/** `$group`. */
export function groupStage(spec: unknown): Step {
  if (!isDoc(spec)) throw mongoError(15947, "a group's fields must be specified in an object");
  if (spec._id === undefined) throw mongoError(15955, "a group specification must include an _id");
  const id = compileExpression(spec._id);
  const fields = Object.entries(spec)
    .filter(([key]) => key !== "_id")
    .map(([key, field]) => readGroupField(key, field));
  return (docs, env) => grouped(docs, id, fields, env);
}

/** `$sortByCount`. */
export function sortByCountStage(spec: unknown): Step {
  const isPath = typeof spec === "string" && spec[0] === "$";
  const isOperator = isDoc(spec) && Object.keys(spec)[0]?.[0] === "$";
  if (!(isPath || isOperator)) {
    throw isDoc(spec)
      ? mongoError(
          40147,
          "the sortByCount field must be defined as a $-prefixed path or an expression inside an object",
        )
      : mongoError(
          40148,
          "the sortByCount field must be defined as a $-prefixed path or an expression inside an object",
        );
  }
  const id = compileExpression(spec);
  const fields = [readGroupField("count", { $sum: new Int32(1) })];
  return (docs, env) =>
    [...grouped(docs, id, fields, env)].sort((a, b) => compareValues(b.count, a.count));
}

/** `$bucket`: a boundary belongs to the bucket that it opens. */
export function bucketStage(spec: unknown): Step {
  if (!isDoc(spec)) throw mongoError(40201, "Argument to $bucket stage must be an object");
  for (const key of Object.keys(spec)) {
    if (!["groupBy", "boundaries", "default", "output"].includes(key)) {
      throw mongoError(40197, `Unrecognized option to $bucket: ${fieldName(key)}.`);
    }
  }
  const { groupBy, boundaries, default: otherwise, output } = spec;
  if (groupBy === undefined || boundaries === undefined) {
    throw mongoError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  }
  const borders = readBoundaries(boundaries);
  if (otherwise !== undefined) checkDefault(otherwise, borders);
  if (output !== undefined && !isDoc(output))
    throw mongoError(40196, "The $bucket 'output' field must be an object");
  const value = compileExpression(groupBy);
  const fields = Object.entries(output ?? { count: { $sum: new Int32(1) } }).map(([key, field]) =>
    readGroupField(key, field),
  );
  const bucket: Evaluate = (scope) => {
    const found = value(scope);
    const at =
      found === undefined
        ? -1
        : borders.findLastIndex((border) => compareValues(border, found) <= 0);
    if (at >= 0 && at < borders.length - 1) return borders[at];
    if (otherwise !== undefined) return otherwise;
    throw mongoError(
      40066,
      "$switch could not find a matching branch for an input, and no default was specified.",
    );
  };
  return (docs, env) =>
    [...grouped(docs, bucket, fields, env)].sort((a, b) => compareValues(a._id, b._id));
}

function readBoundaries(boundaries: unknown): readonly unknown[] {
  if (!Array.isArray(boundaries))
    throw mongoError(40200, "The $bucket 'boundaries' field must be an array");
  if (boundaries.length < 2)
    throw mongoError(
      40192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${boundaries.length} value(s).`,
    );
  const values = boundaries.map((item) => {
    if (isDoc(item) || (typeof item === "string" && item[0] === "$")) {
      const known = isDoc(item) && "$literal" in item ? item.$literal : undefined;
      if (known === undefined)
        throw mongoError(
          40191,
          "The $bucket 'boundaries' field must be an array of constant values",
        );
      return known;
    }
    return item;
  });
  for (const [at, item] of values.entries()) {
    if (at === 0) continue;
    const before = values[at - 1];
    if (typeRank(before) !== typeRank(item))
      throw mongoError(
        40193,
        "All values in the 'boundaries' option to $bucket must have the same type",
      );
    if (compareValues(before, item) >= 0)
      throw mongoError(40194, "The 'boundaries' option to $bucket must be sorted");
  }
  return values;
}

function checkDefault(value: unknown, borders: readonly unknown[]): void {
  const inside = compareValues(value, borders[0]) >= 0 && compareValues(value, borders.at(-1)) < 0;
  if (inside)
    throw mongoError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
}
