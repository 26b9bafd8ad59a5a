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
import { readBatchSize } from "./read-options.ts";

/** Runs an aggregation pipeline and opens a cursor on its result. */
export const aggregate = defineCommand("aggregate", {
  kind: "read",
  *steps(call, { pipeline, cursor, hint }) {
    if (!cursor) {
      throw mongoError(9, "The 'cursor' option is required");
    }
    const batchSize = readBatchSize("aggregate.cursor", cursor);
    const documents =
      (yield* countPipeline(call, pipeline, hint)) ??
      encoded(runPipeline(pipeline, environment(call, hint)));
    return yield* firstBatch(call, documents, batchSize);
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
  if (!collection) {
    return;
  }
  const compiled = compileFilter(filter);
  const order = readSortOrder(sort);
  const found = queryDocuments(collection, {
    ...{ task: call.task, filter: compiled, sort: order, limit, hint },
    watch: watchQuery(call, name, compiled.root, order?.fields),
    expected: limit ?? Number.MAX_SAFE_INTEGER,
  });
  for (const one of found) {
    yield one === pause ? pause : one.doc;
  }
}

function* encoded(documents: Stream<Doc>): Generator<Uint8Array | Pause> {
  for (const document of documents) {
    if (document === pause) {
      yield pause;
      continue;
    }
    const bytes = encode(document);
    if (bytes.length > maxDocumentBytes) {
      throw mongoError(10334, `BSONObj size: ${bytes.length} is larger than ${maxDocumentBytes}`);
    }
    yield bytes;
  }
}
