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
import { isHint } from "./read-options.ts";

/** Says which index a `find` uses and, unless asked only for the plan, how many documents it reads. */
export const explain = defineCommand({
  name: "explain",
  kind: "read",
  options: { verbosity: "string" },
  *steps({ engine, database, target, task }, { verbosity = "allPlansExecution" }) {
    const command: Doc = isDoc(target) ? target : {};
    if (typeof command.find !== "string")
      throw notAvailable(`an explanation of '${Object.keys(command)[0] ?? "nothing"}'`);
    const collection = engine.catalog.find(database, command.find);
    const watch = new ScanWatch();
    const query = {
      ...{ task, watch },
      filter: compileFilter(isDoc(command.filter) ? command.filter : {}),
      sort: readSortOrder(isDoc(command.sort) ? command.sort : undefined),
      hint: isHint(command.hint) ? command.hint : undefined,
      limit: Number(String(command.limit ?? 0)),
    };
    const plan: Plan = collection ? planQuery(collection, query) : { kind: "nothing" };
    const found = describe(plan);
    const isSorted = !query.sort || isInOrder(plan);
    const namespace = `${database}.${command.find}`;
    const winningPlan = isSorted ? found : { stage: "SORT", inputStage: found };
    const queryPlanner = { namespace, winningPlan };
    if (verbosity === "queryPlanner" || !collection) return { queryPlanner };
    let nReturned = 0;
    for (const one of queryDocuments(collection, query, plan)) {
      if (one === pause) yield pause;
      else nReturned++;
    }
    return { queryPlanner, executionStats: { nReturned, totalDocsExamined: watch.examined } };
  },
});

function describe(plan: Plan): Doc {
  switch (plan.kind) {
    case "nothing":
      return { stage: "EOF" };
    case "collection":
      return { stage: "COLLSCAN" };
    case "union": {
      const stage = plan.merged ? "SORT_MERGE" : "OR";
      return { stage: "FETCH", inputStage: { stage, inputStages: plan.plans.map(describe) } };
    }
    case "index":
      return {
        stage: plan.merged ? "SORT_MERGE" : "FETCH",
        inputStage: {
          stage: "IXSCAN",
          indexName: plan.index.name,
          direction: plan.reverse ? "backward" : "forward",
        },
      };
  }
}
