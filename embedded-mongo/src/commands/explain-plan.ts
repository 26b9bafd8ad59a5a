import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { isInOrder } from "../plan/choose-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { planQuery, type Query, queryDocuments } from "../plan/query-documents.ts";
import type { ScanWatch } from "../plan/scan-watch.ts";
import type { Collection } from "../storage/catalog.ts";
import { type Doc, isDoc } from "../values/index.ts";
import { type CommandCall, collectionName, findView, watchQuery } from "./command-call.ts";
import { serverVersion } from "./server-facts.ts";

/** How a query would be run and, if wanted, what it read. */
export function explainQuery(call: CommandCall, query: Query, filter: Doc, runs: boolean): Doc {
  const name = collectionName(call);
  const collection = call.engine.catalog.find(call.database, name);
  const plan: Plan = collection ? planQuery(collection, query) : { kind: "nothing" };
  return {
    explainVersion: "1",
    queryPlanner: {
      namespace: `${call.database}.${name}`,
      parsedQuery: filter,
      winningPlan: describe(plan, query, filter),
      rejectedPlans: [],
    },
    ...(runs
      ? { executionStats: collection ? measure(collection, query, plan) : nothingRead }
      : {}),
    serverInfo: { version: serverVersion, host: "localhost" },
  };
}

/** How the beginning of a pipeline, which reads the collection, would be run. */
export function explainPipeline(call: CommandCall, given: readonly Doc[]): Doc {
  const view = findView(call);
  const pipeline = view ? [...view.pipeline, ...given] : given;
  const place = view ? { ...call, target: view.collection } : call;
  const first = pipeline[0]?.$match;
  const filterDoc = isDoc(first) ? first : {};
  const filter = compileFilter(filterDoc);
  const watch = watchQuery(place, `${place.database}.${collectionName(place)}`, filter.root);
  return { ...explainQuery(place, { filter, watch }, filterDoc, false), stages: pipeline };
}

const nothingRead = {
  executionSuccess: true,
  nReturned: 0,
  totalKeysExamined: 0,
  totalDocsExamined: 0,
};

function measure(collection: Collection, query: Query, plan: Plan): Doc {
  const watch = query.watch as ScanWatch;
  const started = performance.now();
  let nReturned = 0;
  for (const _ of queryDocuments(collection, query, plan)) nReturned++;
  return {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: plan.kind === "collection" ? 0 : watch.examined,
    totalDocsExamined: watch.examined,
  };
}

function describe(plan: Plan, query: Query, filter: Doc): Doc {
  const found = describeSource(plan, filter);
  const isSorted = !query.sort || isInOrder(plan);
  return isSorted ? found : { stage: "SORT", inputStage: found };
}

function describeSource(plan: Plan, filter: Doc): Doc {
  switch (plan.kind) {
    case "nothing":
      return { stage: "EOF" };
    case "collection":
      return { stage: "COLLSCAN", filter, direction: plan.reverse ? "backward" : "forward" };
    case "union":
      return {
        stage: "FETCH",
        inputStage: {
          stage: plan.merged ? "SORT_MERGE" : "OR",
          inputStages: plan.plans.map((part) => describeSource(part, {})),
        },
      };
    case "index": {
      const { index, reverse, ranges, bounded, merged } = plan;
      return {
        stage: merged ? "SORT_MERGE" : "FETCH",
        filter,
        inputStage: {
          stage: "IXSCAN",
          keyPattern: index.spec.key,
          indexName: index.name,
          isMultiKey: index.multikey.size > 0,
          isUnique: index.unique,
          isSparse: index.sparse,
          isPartial: index.partial !== undefined,
          direction: reverse ? "backward" : "forward",
          boundedFields: index.fields.slice(0, bounded),
          ranges: ranges.length,
        },
      };
    }
  }
}

/** Refuses what cannot be explained. */
export function explainable(command: unknown): Doc {
  if (!isDoc(command))
    throw mongoError(14, "BSON field 'explain.explain' is the wrong type, expected type 'object'");
  const name = Object.keys(command)[0] ?? "";
  if (
    !["find", "count", "distinct", "aggregate", "update", "delete", "findAndModify"].includes(name)
  ) {
    throw notAvailable(`an explanation of '${name}'`);
  }
  return command;
}
