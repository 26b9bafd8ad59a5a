import { notAvailable } from "../errors/mongo-error.ts";
import { isInOrder } from "../plan/choose-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { planQuery, queryDocuments } from "../plan/query-documents.ts";
import { ScanWatch } from "../plan/scan-watch.ts";
import { collect } from "../task/pause.ts";
import { type Doc, isDoc } from "../values/index.ts";
import { defineCommand } from "./define-command.ts";
import { readOptions } from "./read-options.ts";
import { readQuery } from "./read-query.ts";

const findOptions = {
  find: "string!",
  filter: "document",
  sort: "document",
  limit: "count",
  $db: "ignored",
} as const;

/** Tells which index a `find` uses and how many documents it reads. */
export const explain = defineCommand("explain", {
  kind: "read",
  options: { verbosity: "ignored" },
  *steps(call) {
    if (!isDoc(call.target) || !("find" in call.target)) {
      throw notAvailable("explain of other than find");
    }
    const { find, limit, ...spec } = readOptions("explain.find", call.target, findOptions);
    const watch = new ScanWatch();
    const query = { ...readQuery(call, spec, find), watch, limit };
    const plan = planQuery(query);
    const found = yield* collect(queryDocuments(query, plan));
    const stage = describe(plan);
    const isSorted = !query.sort || isInOrder(plan);
    return {
      queryPlanner: { winningPlan: isSorted ? stage : { stage: "SORT", inputStage: stage } },
      executionStats: { nReturned: found.length, totalDocsExamined: watch.examined },
    };
  },
});

function describe(plan: Plan): Doc {
  switch (plan.kind) {
    case "nothing":
      return { stage: "EOF" };
    case "collection":
      return { stage: "COLLSCAN" };
    case "union":
      return { stage: "OR", inputStages: plan.plans.map(describe) };
    case "index": {
      const direction = plan.reverse ? "backward" : "forward";
      const scan = { stage: "IXSCAN", indexName: plan.index.name, direction };
      return { stage: "FETCH", inputStage: scan };
    }
  }
}
