import { Int32 } from "bson";
import type { Listed } from "../closed-list.ts";
import { mongoError } from "../errors/mongo-error.ts";
import { readSortOrder } from "../keys/sort-order.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { type Pause, pause } from "../task/pause.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { toDouble } from "../values/numbers.ts";
import { facetStage } from "./facet-stage.ts";
import { fieldStages } from "./field-stages.ts";
import { groupStage } from "./group-stage.ts";
import { limited } from "./limited.ts";
import { lookupStage } from "./lookup-stage.ts";
import { sortedDocs } from "./sorted-docs.ts";
import type { MakeStage, Step } from "./stage.ts";
import { unwindStage } from "./unwind-stage.ts";

/** Makes each stage of the closed list. */
export const stages: Readonly<Record<Listed<"stages">, MakeStage>> = {
  ...fieldStages,
  $match: matchStage,
  $sort: sortStage,
  $limit: (spec) => {
    const count = wholeCount(spec, "$limit");
    if (count === 0) {
      throw mongoError(15958, "the limit must be positive");
    }
    return (docs) => limited(docs, count);
  },
  $skip: skipStage,
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
  return function* match(docs): Generator<Doc | Pause> {
    for (const doc of docs) {
      if (doc === pause || test(doc)) {
        yield doc;
      }
    }
  };
}

function sortStage(spec: unknown): Step {
  if (!isDoc(spec)) {
    throw mongoError(15973, "the $sort key specification must be an object");
  }
  const order = readSortOrder(spec);
  if (!order) {
    throw mongoError(15976, "$sort stage must have at least one sort key");
  }
  return (docs, { task }) => sortedDocs(docs, order, task);
}

function skipStage(spec: unknown): Step {
  const count = wholeCount(spec, "$skip");
  return function* skip(docs): Generator<Doc | Pause> {
    let left = count;
    for (const doc of docs) {
      if (doc !== pause && left > 0) {
        left--;
      } else {
        yield doc;
      }
    }
  };
}

function wholeCount(spec: unknown, name: string): number {
  const count = isNumber(spec) ? toDouble(spec) : -1;
  if (Number.isSafeInteger(count) && count >= 0) {
    return count;
  }
  const code = name === "$limit" ? 5107201 : 5107200;
  throw mongoError(code, `invalid argument to ${name} stage: expected a non-negative integer`);
}

function countStage(spec: unknown): Step {
  if (typeof spec !== "string" || spec === "" || spec[0] === "$" || spec.includes(".")) {
    throw mongoError(40157, "the count field must be a non-empty string without '$' and '.'");
  }
  return function* count(docs): Generator<Doc | Pause> {
    let total = 0;
    for (const doc of docs) {
      if (doc === pause) {
        yield pause;
      } else {
        total++;
      }
    }
    if (total > 0) {
      yield { [spec]: new Int32(total) };
    }
  };
}
