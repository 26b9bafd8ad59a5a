import type { closedList } from "../closed-list.ts";
import { mongoError } from "../errors/mongo-error.ts";
import { readSortOrder } from "../keys/sort-order.ts";
import { type CompiledFilter, compileFilter } from "../match/compile-filter.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import { readProjection } from "../project/read-projection.ts";
import type { Collection } from "../storage/catalog.ts";
import { removeDocument } from "../storage/write-document.ts";
import type { Steps } from "../task/pause.ts";
import type { Doc } from "../values/index.ts";
import { changeDocument, insertUpsert, readChange } from "./change-document.ts";
import { type CommandCall, findCollection, needCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { findOneToWrite } from "./find-one-to-write.ts";
import type { OptionValues } from "./read-options.ts";

type Options = OptionValues<typeof closedList.commands.findAndModify>;

/** Changes or removes one document and replies with it. */
export const findAndModify = defineCommand("findAndModify", {
  kind: "write",
  steps: (call, given) => (given.remove ? removeOne(call, given) : updateOne(call, given)),
});

function* removeOne(call: CommandCall, given: Options): Steps<Doc> {
  if (given.update !== undefined || given.upsert || given.new) {
    throw mongoError(9, "Cannot specify update, upsert or new together with remove=true");
  }
  const collection = findCollection(call);
  const filter = compileFilter(given.query ?? {});
  const found = collection && (yield* findOne(call, collection, filter, given));
  if (!found) {
    return { lastErrorObject: { n: 0 }, value: null };
  }
  const value = projected(given, found.doc);
  removeDocument(call.engine.catalog, collection, found.record, found);
  return { lastErrorObject: { n: 1 }, value };
}

function* updateOne(call: CommandCall, given: Options): Steps<Doc> {
  if (given.update === undefined) {
    throw mongoError(9, "Either an update or remove=true must be specified");
  }
  const change = readChange(given.query ?? {}, given.update, given.arrayFilters);
  const collection = findCollection(call) ?? (given.upsert ? needCollection(call) : undefined);
  if (!collection) {
    return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  }
  const found = yield* findOne(call, collection, change.filter, given);
  if (found) {
    const before = found.doc;
    const after = changeDocument(call, collection, found, change) ?? before;
    const value = projected(given, given.new ? after : before);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value };
  }
  if (!given.upsert) {
    return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  }
  const inserted = insertUpsert(call, collection, change);
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted._id },
    value: given.new ? projected(given, inserted) : null,
  };
}

function findOne(
  call: CommandCall,
  collection: Collection,
  filter: CompiledFilter,
  { sort, hint }: Options,
): Steps<FoundDocument | undefined> {
  const order = readSortOrder(sort);
  return findOneToWrite(collection, {
    ...{ task: call.task, filter, sort: order, hint },
    watch: watchQuery(call, collection.name, filter.root, order?.fields),
  });
}

function projected({ fields }: Options, doc: Doc): Doc {
  return fields && Object.keys(fields).length > 0 ? readProjection(fields)(doc) : doc;
}
