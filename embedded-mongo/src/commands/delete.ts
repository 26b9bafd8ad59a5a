import { closedList } from "../closed-list.ts";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import { removeDocument } from "../storage/write-document.ts";
import type { Steps } from "../task/pause.ts";
import type { Doc } from "../values/index.ts";
import { type CommandCall, findCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { findOneToWrite } from "./find-one-to-write.ts";
import { type OptionValues, readOptions } from "./read-options.ts";
import type { BatchProgress } from "./retries.ts";
import { checkBatchSize, writeBatch, writeErrorsField } from "./write-batch.ts";
import { writeEach } from "./write-each.ts";

const { deletes: statementOptions } = closedList.elements;
type Statement = OptionValues<typeof statementOptions>;

/** Removes documents, one statement after another. */
export const remove = defineCommand("delete", {
  kind: "write",
  *steps(call, { deletes, ordered = true }) {
    checkBatchSize(deletes.length);
    const statements = deletes.map((given) => readStatement(call, given));
    const done = yield* writeBatch(call, statements, ordered, (statement, _index, done) =>
      runStatement(call, statement, done),
    );
    return { n: done.n, ...writeErrorsField(done) };
  },
});

function readStatement(call: CommandCall, given: Doc): Statement {
  const statement = readOptions("delete.deletes", given, statementOptions);
  const { limit } = statement;
  if (limit !== 0 && limit !== 1) {
    throw mongoError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  if (limit === 0 && call.retryNumber !== undefined) {
    throw notAvailable("a retryable deletion of many documents");
  }
  return statement;
}

function* runStatement(
  call: CommandCall,
  { q, limit, hint }: Statement,
  done: BatchProgress,
): Steps<void> {
  const filter = compileFilter(q);
  const collection = findCollection(call);
  if (!collection) {
    return;
  }
  const watch = watchQuery(call, collection.name, filter.root);
  const query = { task: call.task, filter, hint, watch };
  const remove = (found: FoundDocument): void => {
    removeDocument(call.engine.catalog, collection, found.record, found);
    done.n++;
  };
  if (limit === 0) {
    yield* writeEach(collection, query, remove);
  } else {
    const found = yield* findOneToWrite(collection, query);
    if (found) {
      remove(found);
    }
  }
}
