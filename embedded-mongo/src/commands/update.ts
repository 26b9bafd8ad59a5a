import { closedList } from "../closed-list.ts";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { type Query, queryDocuments } from "../plan/query-documents.ts";
import type { Collection } from "../storage/catalog.ts";
import { pause, type Steps } from "../task/pause.ts";
import type { Doc } from "../values/index.ts";
import { type Change, changeDocument, insertUpsert, readChange } from "./change-document.ts";
import { type CommandCall, findCollection, needCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { findOneToWrite } from "./find-one-to-write.ts";
import { type OptionValues, readOptions } from "./read-options.ts";
import type { BatchProgress } from "./retries.ts";
import { checkBatchSize, writeBatch, writeErrorsField } from "./write-batch.ts";

const { updates: statementOptions } = closedList.elements;
type Statement = OptionValues<typeof statementOptions>;

/** Changes documents, one statement after another. */
export const update = defineCommand("update", {
  kind: "write",
  *steps(call, { updates, ordered = true }) {
    checkBatchSize(updates.length);
    const statements = updates.map((given) => readStatement(call, given));
    const done = yield* writeBatch(call, statements, ordered, (statement, index, done) =>
      runStatement(call, statement, index, done),
    );
    const { n, nModified, upserted } = done;
    return {
      ...{ n, nModified },
      ...(upserted.length > 0 ? { upserted } : {}),
      ...writeErrorsField(done),
    };
  },
});

function readStatement(call: CommandCall, given: Doc): Statement {
  const statement = readOptions("update.updates", given, statementOptions);
  if (statement.multi && call.retryNumber !== undefined)
    throw notAvailable("a retryable update of many documents");
  return statement;
}

function* runStatement(
  call: CommandCall,
  { q, u, multi = false, upsert = false, arrayFilters, hint }: Statement,
  index: number,
  done: BatchProgress,
): Steps<void> {
  const change = readChange(q, u, arrayFilters);
  if (multi && change.update.isReplacement)
    throw mongoError(9, "multi update is not supported for replacement-style update");
  const collection = findCollection(call) ?? (upsert ? needCollection(call) : undefined);
  if (!collection) return;
  const query: Query = {
    ...{ task: call.task, filter: change.filter, hint },
    watch: watchQuery(call, collection.name, change.filter.root),
  };
  const wasFound = multi
    ? yield* changeAll(call, collection, query, change, done)
    : yield* changeOne(call, collection, query, change, done);
  if (wasFound || !upsert) return;
  done.upserted.push({ index, _id: insertUpsert(call, collection, change)._id });
  done.n++;
}

function* changeOne(
  call: CommandCall,
  collection: Collection,
  query: Query,
  change: Change,
  done: BatchProgress,
): Steps<boolean> {
  const found = yield* findOneToWrite(collection, query);
  if (!found) return false;
  if (changeDocument(call, collection, found, change)) done.nModified++;
  done.n++;
  return true;
}

function* changeAll(
  call: CommandCall,
  collection: Collection,
  query: Query,
  change: Change,
  done: BatchProgress,
): Steps<boolean> {
  // A changed document may move ahead in the index that is being read.
  const seen = new Set<number>();
  const all = { ...query, expected: Number.MAX_SAFE_INTEGER };
  for (const one of queryDocuments(collection, all)) {
    if (one === pause) {
      yield pause;
      continue;
    }
    const found = seen.has(one.record) ? undefined : one.current(collection, change.filter);
    if (!found) continue;
    seen.add(found.record);
    if (changeDocument(call, collection, found, change)) done.nModified++;
    done.n++;
    if (call.task.isDue()) yield pause;
  }
  return seen.size > 0;
}
