import { Int32 } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { readSortOrder } from "../keys/sort-order.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { type Flow, filtered, forEach, sliced } from "../task/pause.ts";
import { sorted } from "../task/sorted.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { sizeOf } from "../values/codec.ts";
import type { Doc } from "../values/doc.ts";
import { toDouble } from "../values/numbers.ts";
import { facetStage } from "./facet-stage.ts";
import { fieldStages } from "./field-stages.ts";
import { groupStage } from "./group-stage.ts";
import { lookupStage } from "./lookup-stage.ts";
import type { MakeStage, Step } from "./stage.ts";
import { unwindStage } from "./unwind-stage.ts";

/** Makes each stage of the closed list. */
export const stages: Readonly<Record<string, MakeStage>> = {
  ...fieldStages,
  $match: matchStage,
  $sort: sortStage,
  $limit: (spec) => {
    const count = wholeCount(spec, "$limit", 5107201);
    if (count === 0) {
      throw mongoError(15958, "the limit must be positive");
    }
    return (docs) => sliced(docs, 0, count);
  },
  $skip: (spec) => {
    const count = wholeCount(spec, "$skip", 5107200);
    return (docs) => sliced(docs, count);
  },
  $unwind: unwindStage,
  $count: countStage,
  $group: groupStage,
  $lookup: lookupStage,
  $facet: facetStage,
};

function matchStage(spec: unknown): Step {
  if (!isDoc(spec)) {
    throw mongoError(15959, "the match filter must be an expression in an object");
  }
  const { test } = compileFilter(spec);
  return (docs) => filtered(docs, test);
}

function sortStage(spec: unknown): Step {
  if (!isDoc(spec)) {
    throw mongoError(15973, "the $sort key specification must be an object");
  }
  const order = readSortOrder(spec);
  if (!order) {
    throw mongoError(15976, "$sort stage must have at least one sort key");
  }
  const keyed = (doc: Doc) => ({ key: order.keyOf(doc), item: doc, bytes: sizeOf(doc) });
  return (docs, { task }) => sorted(docs, keyed, task);
}

function wholeCount(spec: unknown, name: string, code: number): number {
  const count = isNumber(spec) ? toDouble(spec) : -1;
  if (Number.isSafeInteger(count) && count >= 0) {
    return count;
  }
  throw mongoError(code, `invalid argument to ${name} stage: expected a non-negative integer`);
}

function countStage(spec: unknown): Step {
  if (typeof spec !== "string" || spec === "" || spec[0] === "$" || spec.includes(".")) {
    throw mongoError(40157, "the count field must be a non-empty string without '$' and '.'");
  }
  return function* count(docs): Flow<Doc> {
    let total = 0;
    yield* forEach(docs, () => total++);
    if (total > 0) {
      yield { [spec]: new Int32(total) };
    }
  };
}
