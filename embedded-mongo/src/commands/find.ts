import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { filterFields } from "../match/filter-node.ts";
import { planQuery, type Query, queryDocuments } from "../plan/query-documents.ts";
import { readSortOrder } from "../plan/sort-order.ts";
import { compileProjection } from "../project/compile-projection.ts";
import type { Collection } from "../storage/catalog.ts";
import { iterateWith, withCollation } from "../values/collation.ts";
import { type CommandCall, collectionName, watchQuery } from "./command-call.ts";
import { commandVariables } from "./command-variables.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
import { findInView } from "./query-view.ts";
import { isHint, type OptionKinds, type OptionValues } from "./read-options.ts";
import { resolveView } from "./resolve-view.ts";
import { type FoundShape, shapeFound } from "./shape-found.ts";

/** The allow-list of `find`. */
const findOptions = {
  filter: "document",
  projection: "document",
  sort: "document",
  hint: "any",
  skip: "integer",
  limit: "integer",
  batchSize: "integer",
  singleBatch: "boolean",
  noCursorTimeout: "boolean",
  allowDiskUse: "ignored",
  allowPartialResults: "ignored",
  oplogReplay: "ignored",
  collation: "collation",
  let: "document",
  tailable: "refused",
  awaitData: "refused",
  returnKey: "boolean",
  showRecordId: "boolean",
  min: "document",
  max: "document",
} as const satisfies OptionKinds;

const defaultBatchSize = 101;

/** Finds documents and opens a cursor on them. */
export const find = defineCommand({
  name: "find",
  kind: "read",
  options: findOptions,
  run: (call, options) => withCollation(options.collation, () => runFind(call, options)),
});

function runFind(call: CommandCall, options: OptionValues<typeof findOptions>): Uint8Array {
  const name = collectionName(call);
  const namespace = `${call.database}.${name}`;
  const { query, shape } = readFind(call, options);
  const { catalog } = call.engine;
  const collection = catalog.find(call.database, name);
  const view = collection ? undefined : resolveView(catalog, call.database, name);
  const documents = view
    ? findInView(call, view, options)
    : (collection ? results(collection, query, shape) : [])[Symbol.iterator]();
  return firstBatch(
    call,
    namespace,
    iterateWith(options.collation, documents),
    options.batchSize ?? defaultBatchSize,
    { single: options.singleBatch === true, keepsOpen: options.noCursorTimeout === true },
  );
}

/** Reads the options of a find as a query and a projection. */
function readFind(
  call: CommandCall,
  options: OptionValues<typeof findOptions>,
): { query: Query; shape: FoundShape } {
  const { filter: filterDoc = {}, projection, skip = 0, limit = 0, hint, batchSize } = options;
  for (const [field, value] of Object.entries({ skip, limit, batchSize: batchSize ?? 0 })) {
    if (value < 0)
      throw mongoError(51024, `BSON field '${field}' value must be >= 0, actual value '${value}'`);
  }
  const variables = commandVariables(options.let, call.now);
  const filter = compileFilter(filterDoc, variables);
  const sort = readSortOrder(options.sort);
  const namespace = `${call.database}.${String(call.target)}`;
  const project =
    projection && Object.keys(projection).length > 0
      ? compileProjection(projection, filterDoc, variables)
      : undefined;
  const { min, max, returnKey = false, showRecordId = false } = options;
  const isWhole = project !== undefined || sort !== undefined || returnKey || showRecordId;
  return {
    query: {
      filter,
      sort,
      skip,
      limit,
      hint: isHint(hint) ? hint : undefined,
      expected: (batchSize ?? defaultBatchSize) + skip + 1,
      bounds: min || max ? { min, max } : undefined,
      fields: isWhole ? undefined : filterFields(filter.root),
      watch: watchQuery(call, namespace, filter.root, sort?.fields),
    },
    shape: { project, returnKey, showRecordId },
  };
}

function* results(collection: Collection, query: Query, shape: FoundShape): Generator<Uint8Array> {
  const plan = planQuery(collection, query);
  const answer = shapeFound(plan, shape);
  for (const found of queryDocuments(collection, query, plan)) yield answer(found);
}
