import { Int32, Long } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { readSortOrder, sortedBy } from "../keys/sort-order.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { type Doc, docKey, fieldName } from "../values/doc.ts";
import { fieldPathParts } from "../values/field-path.ts";
import { wholeNumber } from "../values/integers.ts";
import type { Step } from "./aggregate-env.ts";
import { bucketAutoStage } from "./bucket-auto-stage.ts";
import { documentStages } from "./document-stages.ts";
import { typeName } from "./expression.ts";
import { fillStage } from "./fill-stage.ts";
import { graphLookupStage } from "./graph-lookup-stage.ts";
import { bucketStage, groupStage, sortByCountStage } from "./group-stages.ts";
import { facetStage, lookupStage, unionStage } from "./join-stages.ts";
import { mergeStage, outStage } from "./output-stages.ts";
import { redactStage } from "./redact-stage.ts";
import { collStatsStage, documentsStage, sessionsStage } from "./source-stages.ts";
import { type MakeStage, scopeOf, setAt, valueAt } from "./stage.ts";
import { windowStage } from "./window-stage.ts";

/** The stages this store has. */
export const stages: Readonly<Record<string, MakeStage>> = {
  ...Object.fromEntries(
    Object.entries(documentStages).map(([name, make]): [string, MakeStage] => [
      name,
      perDocument(name, make),
    ]),
  ),
  $match: matchStage,
  $sort: sortStage,
  $limit: (spec) => {
    const count = wholeCount(spec, "$limit");
    if (count === 0) throw mongoError(15958, "the limit must be positive");
    return function* limit(docs) {
      let left = count;
      for (const doc of docs) {
        yield doc;
        if (--left === 0) return;
      }
    };
  },
  $skip: (spec) => {
    const count = wholeCount(spec, "$skip");
    return function* skip(docs) {
      let left = count;
      for (const doc of docs) {
        if (left > 0) left--;
        else yield doc;
      }
    };
  },
  $documents: documentsStage,
  $listLocalSessions: sessionsStage,
  $collStats: collStatsStage,
  $sample: sampleStage,
  $unwind: unwindStage,
  $count: countStage,
  $group: groupStage,
  $sortByCount: sortByCountStage,
  $bucket: bucketStage,
  $bucketAuto: bucketAutoStage,
  $redact: redactStage,
  $graphLookup: graphLookupStage,
  $setWindowFields: windowStage,
  $fill: fillStage,
  $lookup: lookupStage,
  $facet: facetStage,
  $unionWith: unionStage,
  $out: outStage,
  $merge: mergeStage,
};

function perDocument(name: string, make: (typeof documentStages)[string]): MakeStage {
  return (spec) => {
    const change = make(spec, name);
    return function* each(docs, env) {
      for (const doc of docs) yield change(scopeOf(doc, env));
    };
  };
}

function matchStage(spec: unknown): Step {
  if (!isDoc(spec)) throw mongoError(15959, "the match filter must be an expression in an object");
  const variables = { vars: {} as Readonly<Record<string, unknown>> };
  const filter = compileFilter(spec, variables);
  return function* match(docs, env) {
    for (const doc of docs) {
      variables.vars = env.vars ?? {};
      if (filter.test(doc)) yield doc;
    }
  };
}

function sortStage(spec: unknown): Step {
  if (!isDoc(spec)) throw mongoError(15973, "the $sort key specification must be an object");
  const order = readSortOrder(spec);
  if (!order) throw mongoError(15976, "$sort stage must have at least one sort key");
  return function* sort(docs) {
    yield* sortedBy(docs, order, (doc) => doc);
  };
}

function wholeCount(spec: unknown, name: string): number {
  const code = name === "$limit" ? 5107201 : 5107200;
  if (!isNumber(spec))
    throw mongoError(code, `invalid argument to ${name} stage: Expected a number in: ${name}`);
  const whole = wholeNumber(spec);
  if (whole === undefined)
    throw mongoError(code, `invalid argument to ${name} stage: Expected an integer in: ${name}`);
  if (whole < 0n)
    throw mongoError(
      code,
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}`,
    );
  return Number(whole);
}

function sampleStage(spec: unknown): Step {
  if (!isDoc(spec)) throw mongoError(28745, "the $sample stage specification must be an object");
  for (const key of Object.keys(spec)) {
    if (key !== "size")
      throw mongoError(28748, `unrecognized option to $sample: ${fieldName(key)}`);
  }
  if (spec.size === undefined) throw mongoError(28749, "$sample stage must specify a size");
  if (!isNumber(spec.size)) throw mongoError(28746, "size argument to $sample must be a number");
  const size = Number(String(spec.size));
  if (!(size > 0)) throw mongoError(28747, "size argument to $sample must be a positive integer");
  return function* sample(docs) {
    const all = [...docs];
    for (let at = 0; at < Math.min(size, all.length); at++) {
      const other = at + Math.floor(Math.random() * (all.length - at));
      [all[at], all[other]] = [all[other] as Doc, all[at] as Doc];
      yield all[at] as Doc;
    }
  };
}

function countStage(spec: unknown): Step {
  if (typeof spec !== "string")
    throw mongoError(40156, "the count field must be a non-empty string");
  if (spec === "") throw mongoError(40157, "the count field must be a non-empty string");
  if (spec[0] === "$") throw mongoError(40158, "the count field cannot be a $-prefixed path");
  if (spec.includes("\0")) throw mongoError(40159, "the count field cannot contain a null byte");
  if (spec.includes(".")) throw mongoError(40160, "the count field cannot contain '.'");
  return function* count(docs) {
    let total = 0;
    for (const _ of docs) total++;
    if (total > 0) yield { [docKey(spec)]: new Int32(total) };
  };
}

interface Unwind {
  readonly keys: readonly string[];
  readonly indexKeys: readonly string[] | undefined;
  readonly keepEmpty: boolean;
}

function readUnwind(spec: unknown): Unwind {
  const options: Doc = isDoc(spec) ? spec : { path: spec };
  if (!isDoc(spec) && typeof spec !== "string") {
    throw mongoError(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(spec)}`,
    );
  }
  for (const key of Object.keys(options)) {
    if (key !== "path" && key !== "preserveNullAndEmptyArrays" && key !== "includeArrayIndex") {
      throw mongoError(28811, `unrecognized option to $unwind stage: ${fieldName(key)}`);
    }
  }
  const { path, preserveNullAndEmptyArrays: keep = false, includeArrayIndex: index } = options;
  if (path === undefined) throw mongoError(28812, "no path specified to $unwind stage");
  if (typeof path !== "string")
    throw mongoError(
      28808,
      `expected a string as the path for $unwind stage, got ${typeName(path)}`,
    );
  if (path[0] !== "$")
    throw mongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (typeof keep !== "boolean")
    throw mongoError(
      28809,
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${typeName(keep)}`,
    );
  if (index !== undefined) {
    if (typeof index !== "string" || index === "")
      throw mongoError(
        28810,
        "expected a non-empty string for the includeArrayIndex  option to $unwind stage",
      );
    if (index[0] === "$")
      throw mongoError(
        28822,
        `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
      );
  }
  return {
    keys: fieldPathParts(path.slice(1)).map(docKey),
    indexKeys: typeof index === "string" ? fieldPathParts(index).map(docKey) : undefined,
    keepEmpty: keep,
  };
}

function unwindStage(spec: unknown): Step {
  const { keys, indexKeys, keepEmpty } = readUnwind(spec);
  const withIndex = (doc: Doc, index: unknown) =>
    indexKeys ? setAt(doc, indexKeys, 0, index) : doc;
  return function* unwind(docs) {
    for (const doc of docs) {
      const value = valueAt(doc, keys);
      if (Array.isArray(value) && value.length > 0) {
        for (const [index, item] of value.entries()) {
          yield withIndex(setAt(doc, keys, 0, item), Long.fromNumber(index));
        }
      } else if (value === undefined || value === null || Array.isArray(value)) {
        if (!keepEmpty) continue;
        yield withIndex(Array.isArray(value) ? setAt(doc, keys, 0, undefined) : doc, null);
      } else yield withIndex(doc, null);
    }
  };
}
