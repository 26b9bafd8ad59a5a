import { closedList } from "../closed-list.ts";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import type { Steps } from "../task/pause.ts";
import type { Doc } from "../values/index.ts";
import { changeDocument, insertUpsert, readChange } from "./change-document.ts";
import { type CommandCall, findCollection, needCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { findOneToWrite } from "./find-one-to-write.ts";
import { type OptionValues, readOptions } from "./read-options.ts";
import type { BatchProgress } from "./retries.ts";
import { checkBatchSize, writeBatch, writeErrorsField } from "./write-batch.ts";
import { writeEach } from "./write-each.ts";

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
  if (statement.multi && call.retryNumber !== undefined) {
    throw notAvailable("a retryable update of many documents");
  }
  return statement;
}

function* runStatement(
  call: CommandCall,
  { q, u, multi = false, upsert = false, arrayFilters, hint }: Statement,
  index: number,
  done: BatchProgress,
): Steps<void> {
  const change = readChange(q, u, arrayFilters);
  if (multi && change.update.isReplacement) {
    throw mongoError(9, "multi update is not supported for replacement-style update");
  }
  const collection = findCollection(call) ?? (upsert ? needCollection(call) : undefined);
  if (!collection) {
    return;
  }
  const { filter } = change;
  const watch = watchQuery(call, collection.name, filter.root);
  const query = { task: call.task, filter, hint, watch };
  const before = done.n;
  const write = (found: FoundDocument): void => {
    if (changeDocument(call, collection, found, change)) {
      done.nModified++;
    }
    done.n++;
  };
  if (multi) {
    yield* writeEach(collection, query, write);
  } else {
    const found = yield* findOneToWrite(collection, query);
    if (found) {
      write(found);
    }
  }
  if (done.n > before || !upsert) {
    return;
  }
  done.upserted.push({ index, _id: insertUpsert(call, collection, change)._id });
  done.n++;
}
