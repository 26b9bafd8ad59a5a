import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { type Query, queryDocuments } from "../plan/query-documents.ts";
import { removeDocument } from "../storage/write-document.ts";
import { pause, type Steps } from "../task/pause.ts";
import type { Doc } from "../values/index.ts";
import { type CommandCall, findCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { findOneToWrite } from "./find-one-to-write.ts";
import { isHint, type OptionKinds, readOptions } from "./read-options.ts";
import type { BatchProgress } from "./retries.ts";
import { checkBatchSize, writeBatch, writeErrorsField } from "./write-batch.ts";

/** The closed list of what one statement of `delete` may say. */
export const deleteStatementOptions = {
  q: "document",
  limit: "integer",
  hint: "any",
} as const satisfies OptionKinds;

type Statement = { q: Doc; limit: number; hint: unknown };

/** Removes documents, one statement after another. */
export const remove = defineCommand({
  name: "delete",
  kind: "write",
  options: { deletes: "documents", ordered: "boolean" },
  *steps(call, { deletes, ordered = true }) {
    if (!deletes)
      throw mongoError(40414, "BSON field 'delete.deletes' is missing but a required field");
    checkBatchSize(deletes.length);
    const statements = deletes.map((given) => readStatement(call, given));
    const done = yield* writeBatch(call, statements, ordered, (statement, _index, done) =>
      runStatement(call, statement, done),
    );
    return { n: done.n, ...writeErrorsField(done) };
  },
});

function readStatement(call: CommandCall, given: Doc): Statement {
  const { q, limit, hint } = readOptions("delete.deletes", given, deleteStatementOptions);
  if (!q) throw mongoError(40414, "BSON field 'delete.deletes.q' is missing but a required field");
  if (limit === undefined)
    throw mongoError(40414, "BSON field 'delete.deletes.limit' is missing but a required field");
  if (limit !== 0 && limit !== 1)
    throw mongoError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  if (limit === 0 && call.retryNumber !== undefined)
    throw notAvailable("a retryable deletion of many documents");
  return { q, limit, hint: isHint(hint) ? hint : undefined };
}

function* runStatement(
  call: CommandCall,
  { q, limit, hint }: Statement,
  done: BatchProgress,
): Steps<void> {
  const filter = compileFilter(q);
  const collection = findCollection(call);
  if (!collection) return;
  const { catalog } = call.engine;
  const watch = watchQuery(call, collection.name, filter.root);
  const query: Query = { task: call.task, filter, hint, watch };
  if (limit === 1) {
    const found = yield* findOneToWrite(collection, query);
    if (!found) return;
    removeDocument(catalog, collection, found.record, found);
    done.n++;
    return;
  }
  const all = { ...query, expected: Number.MAX_SAFE_INTEGER };
  for (const one of queryDocuments(collection, all)) {
    if (one === pause) {
      yield pause;
      continue;
    }
    const found = one.current(collection, filter);
    if (!found) continue;
    removeDocument(catalog, collection, found.record, found);
    done.n++;
    if (call.task.isDue()) yield pause;
  }
}
