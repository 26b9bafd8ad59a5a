import { notAvailable } from "../errors/mongo-error.ts";
import { readSortOrder } from "../keys/sort-order.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { isInOrder } from "../plan/choose-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { planQuery, queryDocuments } from "../plan/query-documents.ts";
import { ScanWatch } from "../plan/scan-watch.ts";
import { pause } from "../task/pause.ts";
import { type Doc, isDoc } from "../values/index.ts";
import { defineCommand } from "./define-command.ts";
import { readOptions } from "./read-options.ts";

const explained = {
  find: "string!",
  filter: "document",
  sort: "document",
  limit: "count",
  hint: "hint",
} as const;

/** Tells which index a `find` uses and how many documents it reads. */
export const explain = defineCommand("explain", {
  kind: "read",
  *steps({ engine, database, target, task }) {
    if (!isDoc(target) || !("find" in target)) {
      throw notAvailable("explain of other than find");
    }
    const { $db: _, ...command } = target;
    const { find, filter, sort, limit, hint } = readOptions("explain.find", command, explained);
    const collection = engine.catalog.find(database, find);
    const watch = new ScanWatch();
    const order = readSortOrder(sort);
    const query = {
      ...{ task, watch, limit, hint },
      filter: compileFilter(filter ?? {}),
      sort: order,
    };
    const plan: Plan = collection ? planQuery(collection, query) : { kind: "nothing" };
    const winningPlan = describe(plan, !order || isInOrder(plan));
    let nReturned = 0;
    for (const one of collection ? queryDocuments(collection, query, plan) : []) {
      if (one === pause) {
        yield pause;
      } else {
        nReturned++;
      }
    }
    return {
      queryPlanner: { winningPlan },
      executionStats: { nReturned, totalDocsExamined: watch.examined },
    };
  },
});

function describe(plan: Plan, isSorted = true): Doc {
  if (!isSorted) {
    return { stage: "SORT", inputStage: describe(plan) };
  }
  switch (plan.kind) {
    case "nothing":
      return { stage: "EOF" };
    case "collection":
      return { stage: "COLLSCAN" };
    case "union":
      return { stage: "OR", inputStages: plan.plans.map((one) => describe(one)) };
    case "index":
      return {
        stage: "FETCH",
        inputStage: {
          stage: "IXSCAN",
          indexName: plan.index.name,
          direction: plan.reverse ? "backward" : "forward",
        },
      };
  }
}
