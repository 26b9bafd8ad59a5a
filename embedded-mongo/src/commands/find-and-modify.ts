import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { readSortOrder } from "../plan/sort-order.ts";
import { compileProjection } from "../project/compile-projection.ts";
import type { Collection } from "../storage/catalog.ts";
import { removeDocument } from "../storage/write-document.ts";
import { withCollation } from "../values/collation.ts";
import type { Doc } from "../values/index.ts";
import { changeDocument, insertUpsert } from "./change-document.ts";
import { type CommandCall, findWritable, needCollection, watchQuery } from "./command-call.ts";
import { commandVariables } from "./command-variables.ts";
import { defineCommand } from "./define-command.ts";
import { isHint, type OptionKinds, type OptionValues } from "./read-options.ts";
import { readChange } from "./update.ts";

const options = {
  query: "document",
  sort: "document",
  remove: "boolean",
  update: "any",
  new: "boolean",
  fields: "document",
  upsert: "boolean",
  bypassDocumentValidation: "boolean",
  arrayFilters: "documents",
  hint: "any",
  collation: "collation",
  let: "document",
} as const satisfies OptionKinds;

type Options = OptionValues<typeof options>;

/** Changes or removes one document and answers with it. */
export const findAndModify = defineCommand({
  name: "findAndModify",
  aliases: ["findandmodify"],
  kind: "write",
  options,
  run(call, given) {
    return withCollation(given.collation, () =>
      given.remove ? removeOne(call, given) : updateOne(call, given),
    );
  },
});

function removeOne(call: CommandCall, given: Options): Doc {
  if (given.update !== undefined)
    throw mongoError(9, "Cannot specify both an update and remove=true");
  if (given.upsert) throw mongoError(9, "Cannot specify both upsert=true and remove=true");
  if (given.new) {
    throw mongoError(
      9,
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  }
  const collection = findWritable(call);
  const found = collection && findOne(call, collection, given);
  if (!found) return { lastErrorObject: { n: 0 }, value: null };
  const value = projected(call, given, found.doc);
  removeDocument(call.engine.catalog, collection, found.record, found);
  return { lastErrorObject: { n: 1 }, value };
}

function updateOne(call: CommandCall, given: Options): Doc {
  if (given.update === undefined)
    throw mongoError(9, "Either an update or remove=true must be specified");
  const change = readChange(
    given.query ?? {},
    given.update,
    given.arrayFilters,
    commandVariables(given.let, call.now),
  );
  const collection = findWritable(call) ?? (given.upsert ? needCollection(call) : undefined);
  if (!collection) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const found = findOne(call, collection, given);
  if (found) {
    const before = found.doc;
    const after = changeDocument(call, collection, found, change) ?? before;
    const value = projected(call, given, given.new ? after : before);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value };
  }
  if (!given.upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const inserted = insertUpsert(call, collection, change);
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted._id },
    value: given.new ? projected(call, given, inserted) : null,
  };
}

function findOne(
  call: CommandCall,
  collection: Collection,
  given: Options,
): FoundDocument | undefined {
  const filter = compileFilter(given.query ?? {}, commandVariables(given.let, call.now));
  const sort = readSortOrder(given.sort);
  const hint = isHint(given.hint) ? given.hint : undefined;
  const watch = watchQuery(call, `${call.database}.${collection.name}`, filter.root, sort?.fields);
  for (const found of queryDocuments(collection, {
    filter,
    sort,
    hint,
    limit: 1,
    expected: 1,
    watch,
  }))
    return found;
  return undefined;
}

function projected(call: CommandCall, { fields, query = {}, let: given }: Options, doc: Doc): Doc {
  if (!fields || Object.keys(fields).length === 0) return doc;
  return compileProjection(fields, query, commandVariables(given, call.now))(doc);
}
