import { runPipeline } from "../aggregate/run-pipeline.ts";
import type { AggregateEnv, ScanHint } from "../aggregate/stage.ts";
import { mongoError } from "../errors/mongo-error.ts";
import { readSortOrder } from "../keys/sort-order.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { type Pause, pause, type Stream } from "../task/pause.ts";
import { type Doc, encode } from "../values/index.ts";
import { maxDocumentBytes } from "../wire/limits.ts";
import { type CommandCall, collectionName, watchQuery } from "./command-call.ts";
import { countPipeline } from "./count-pipeline.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
import { isHint, readBatchSize } from "./read-options.ts";

/** Runs an aggregation pipeline and opens a cursor on its result. */
export const aggregate = defineCommand({
  name: "aggregate",
  kind: "read",
  options: { pipeline: "documents", cursor: "document", hint: "any", allowDiskUse: "ignored" },
  *steps(call, { pipeline, cursor, hint }) {
    if (!pipeline)
      throw mongoError(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
    if (!cursor) {
      throw mongoError(
        9,
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    }
    const batchSize = readBatchSize("aggregate.cursor", cursor) ?? 101;
    const name = collectionName(call);
    const index = isHint(hint) ? hint : undefined;
    const documents =
      (yield* countPipeline(call, pipeline, index)) ??
      encoded(runPipeline(pipeline, environment(call, index)));
    return yield* firstBatch(call, `${call.database}.${name}`, documents, batchSize);
  },
});

function environment(call: CommandCall, hint: unknown): AggregateEnv {
  return {
    task: call.task,
    scan: (wanted) => scan(call, collectionName(call), wanted, hint),
    lookup: (other, filter) => scan(call, other, { filter }),
  };
}

function* scan(
  call: CommandCall,
  name: string,
  { filter = {}, sort, limit }: ScanHint,
  hint?: unknown,
): Generator<Doc | Pause> {
  const collection = call.engine.catalog.find(call.database, name);
  if (!collection) return;
  const compiled = compileFilter(filter);
  const order = readSortOrder(sort);
  const found = queryDocuments(collection, {
    ...{ task: call.task, filter: compiled, sort: order, limit, hint },
    watch: watchQuery(call, name, compiled.root, order?.fields),
    expected: limit ?? Number.MAX_SAFE_INTEGER,
  });
  for (const one of found) yield one === pause ? pause : one.doc;
}

function* encoded(documents: Stream<Doc>): Generator<Uint8Array | Pause> {
  for (const document of documents) {
    if (document === pause) {
      yield pause;
      continue;
    }
    const bytes = encode(document);
    if (bytes.length > maxDocumentBytes)
      throw mongoError(
        10334,
        `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${maxDocumentBytes}(16MB)`,
      );
    yield bytes;
  }
}
