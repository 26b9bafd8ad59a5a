import { runPipeline } from "../aggregate/run-pipeline.ts";
import { isServerOnly, stageName } from "../aggregate/stage-names.ts";
import { mongoError } from "../errors/mongo-error.ts";
import { iterateWith, withCollation } from "../values/collation.ts";
import { type Doc, isDoc } from "../values/index.ts";
import { type CommandCall, collectionName } from "./command-call.ts";
import { countPipeline } from "./count-pipeline.ts";
import { defineCommand } from "./define-command.ts";
import { explainPipeline } from "./explain-plan.ts";
import { firstBatch } from "./first-batch.ts";
import { encoded, pipelineEnvironment, readView } from "./pipeline-environment.ts";
import { isHint, type OptionKinds, type OptionValues, readBatchSize } from "./read-options.ts";
import { resolveView } from "./resolve-view.ts";

/** The allow-list of `aggregate`. */
const aggregateOptions = {
  pipeline: "documents",
  cursor: "document",
  explain: "boolean",
  hint: "any",
  allowDiskUse: "ignored",
  bypassDocumentValidation: "boolean",
  collation: "collation",
  let: "document",
} as const satisfies OptionKinds;

/** Runs an aggregation pipeline and opens a cursor on its result. */
export const aggregate = defineCommand({
  name: "aggregate",
  kind: (body) => (writesResult(body.pipeline) ? "write" : "read"),
  options: aggregateOptions,
  run: (call, options) => withCollation(options.collation, () => runAggregate(call, options)),
});

function runAggregate(
  call: CommandCall,
  { pipeline, cursor, hint, explain, collation, let: given }: OptionValues<typeof aggregateOptions>,
): Doc | Uint8Array {
  if (!pipeline)
    throw mongoError(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
  if (explain) return explainPipeline(call, pipeline);
  if (!cursor) {
    throw mongoError(
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  const batchSize = readBatchSize("aggregate.cursor", cursor) ?? 101;
  const isOnDatabase = typeof call.target !== "string";
  checkSource(pipeline, isOnDatabase);
  const name = isOnDatabase ? "$cmd.aggregate" : collectionName(call);
  const namespace = `${call.database}.${name}`;
  const documents = isOnDatabase
    ? encoded(runPipeline(pipeline, pipelineEnvironment(call, { collection: undefined, given })))
    : documentsOf(call, name, pipeline, { hint: isHint(hint) ? hint : undefined, given });
  return firstBatch(call, namespace, iterateWith(collation, documents), batchSize);
}

function documentsOf(
  call: CommandCall,
  name: string,
  pipeline: readonly Doc[],
  options: { hint: unknown; given: Doc | undefined },
): Iterator<Uint8Array> {
  // What a collection takes to the disk is asked of the collection itself.
  const isAboutStorage = stageName(pipeline[0]) === "$collStats";
  const view = isAboutStorage ? undefined : resolveView(call.engine.catalog, call.database, name);
  if (view) return encoded(readView(call, view, pipeline, options));
  const counted = countPipeline(call, pipeline, name, options);
  if (counted) return counted[Symbol.iterator]();
  const environment = pipelineEnvironment(call, { collection: name, ...options });
  return encoded(runPipeline(pipeline, environment));
}

const sourcesOfDatabase = new Set(["$documents", "$listLocalSessions"]);

/** Stages of their own documents stand on a database, all others on a collection. */
function checkSource(pipeline: readonly Doc[], isOnDatabase: boolean): void {
  const name = stageName(pipeline[0]);
  const isSource = name !== undefined && sourcesOfDatabase.has(name);
  if (isSource === isOnDatabase || (name !== undefined && isServerOnly(name))) return;
  throw mongoError(
    73,
    isSource
      ? `${name} can only be run with {aggregate: 1}`
      : `{aggregate: 1} is not valid for '${name ?? "an empty pipeline"}'; a collection is required.`,
  );
}

function writesResult(pipeline: unknown): boolean {
  const last = Array.isArray(pipeline) ? pipeline.at(-1) : undefined;
  return isDoc(last) && ("$out" in last || "$merge" in last);
}
