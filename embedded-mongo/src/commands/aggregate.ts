import { runPipeline } from "../aggregate/run-pipeline.ts";
import type { AggregateEnv } from "../aggregate/stage.ts";
import { mongoError } from "../errors/mongo-error.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { mapped } from "../task/pause.ts";
import { checkSize } from "../values/codec.ts";
import { encode } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import { countPipeline } from "./count-pipeline.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
import { readBatchSize } from "./read-options.ts";
import { readQuery } from "./read-query.ts";

/** Runs an aggregation pipeline and opens a cursor on its result. */
export const aggregate = defineCommand("aggregate", {
  kind: "read",
  options: { pipeline: "documents!", cursor: "document", allowDiskUse: "ignored" },
  *steps(call, { pipeline, cursor }) {
    if (!cursor) {
      throw mongoError(9, "The 'cursor' option is required");
    }
    const batchSize = readBatchSize("aggregate.cursor", cursor);
    const documents =
      (yield* countPipeline(call, pipeline)) ??
      mapped(runPipeline(pipeline, environment(call)), (doc) => checkSize(encode(doc)));
    return yield* firstBatch(call, documents, batchSize);
  },
});

function environment(call: CommandCall): AggregateEnv {
  return {
    task: call.task,
    scan: ({ limit, ...wanted }, name) =>
      mapped(queryDocuments({ ...readQuery(call, wanted, name), limit }), ({ doc }) => doc),
  };
}
