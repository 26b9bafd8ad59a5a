import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { filterFields } from "../match/filter-node.ts";
import type { FilterVariables } from "../match/parse-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { readSortOrder } from "../plan/sort-order.ts";
import { compileUpdate } from "../update/compile-update.ts";
import { withCollation } from "../values/collation.ts";
import { type Doc, isDoc } from "../values/index.ts";
import { type Change, changeDocument, insertUpsert } from "./change-document.ts";
import { type CommandCall, findWritable, needCollection, watchQuery } from "./command-call.ts";
import { commandVariables } from "./command-variables.ts";
import { defineCommand } from "./define-command.ts";
import { checkBatchSize } from "./insert.ts";
import { isHint, type OptionKinds, type OptionValues, readOptions } from "./read-options.ts";
import { runBatch, writeErrorsField } from "./write-errors.ts";

/** The allow-list of one statement of `update`. */
export const updateStatementOptions = {
  q: "document",
  u: "any",
  c: "document",
  multi: "boolean",
  upsert: "boolean",
  arrayFilters: "documents",
  hint: "any",
  sort: "document",
  collation: "collation",
} as const satisfies OptionKinds;

/** One statement of `update`. */
export type UpdateStatement = OptionValues<typeof updateStatementOptions>;

/** Changes documents, one statement after another. */
export const update = defineCommand({
  name: "update",
  kind: "write",
  options: {
    updates: "documents",
    ordered: "boolean",
    bypassDocumentValidation: "boolean",
    let: "document",
  },
  run(call, { updates, ordered = true, let: given }) {
    if (!updates)
      throw mongoError(40414, "BSON field 'update.updates' is missing but a required field");
    checkBatchSize(updates.length);
    const total = { n: 0, nModified: 0 };
    const upserted: Doc[] = [];
    const variables = commandVariables(given, call.now);
    const statements = updates.map((given) => readStatement(given));
    const errors = runBatch(statements, ordered, (statement, index) => {
      const result = runUpdate(call, statement, variables, total);
      if (result) upserted.push({ index, _id: result._id });
    });
    return { ...total, ...(upserted.length > 0 ? { upserted } : {}), ...writeErrorsField(errors) };
  },
});

function readStatement(given: Doc): UpdateStatement {
  const statement = readOptions("update.updates", given, updateStatementOptions);
  if (!statement.q)
    throw mongoError(40414, "BSON field 'update.updates.q' is missing but a required field");
  if (statement.u === undefined)
    throw mongoError(40414, "BSON field 'update.updates.u' is missing but a required field");
  return statement;
}

/** Reads a filter and an update; both must be there. */
export function readChange(
  q: Doc | undefined,
  u: unknown,
  arrayFilters: readonly Doc[] | undefined,
  variables: FilterVariables,
): Change {
  if (!q) throw mongoError(40414, "BSON field 'update.updates.q' is missing but a required field");
  if (!isDoc(u) && !Array.isArray(u)) {
    throw mongoError(9, "Update argument must be either an object or an array");
  }
  return {
    filter: compileFilter(q, variables),
    update: compileUpdate(u as Doc | Doc[], {
      ...variables,
      ...(arrayFilters ? { arrayFilters } : {}),
    }),
  };
}

/** Changes the documents of one statement, adding to the totals. Returns the document that an upsert made. */
export function runUpdate(
  call: CommandCall,
  statement: UpdateStatement,
  variables: FilterVariables,
  total: { n: number; nModified: number },
): Doc | undefined {
  return withCollation(statement.collation, () => updateAll(call, statement, variables, total));
}

function updateAll(
  call: CommandCall,
  { q, u, c, multi = false, upsert = false, arrayFilters, hint, sort }: UpdateStatement,
  variables: FilterVariables,
  total: { n: number; nModified: number },
): Doc | undefined {
  const change = readChange(q, u, arrayFilters, withConstants(variables, c, call.now));
  if (multi && change.update.isReplacement) {
    throw mongoError(9, "multi update is not supported for replacement-style update");
  }
  if (multi && sort) throw mongoError(9, "Cannot specify sort with multi=true");
  const order = readSortOrder(sort);
  const existing = findWritable(call);
  const collection = existing ?? (upsert ? needCollection(call) : undefined);
  if (!collection) return undefined;
  const watch = watchQuery(
    call,
    `${call.database}.${collection.name}`,
    change.filter.root,
    order?.fields,
  );
  // A changed document may move ahead in the index that is being read.
  const seen = new Set<number>();
  let matched = 0;
  for (const found of queryDocuments(collection, {
    filter: change.filter,
    sort: order,
    hint: isHint(hint) ? hint : undefined,
    limit: multi ? 0 : 1,
    expected: multi ? Number.MAX_SAFE_INTEGER : 1,
    fields: order ? undefined : fieldsNeeded(change),
    watch,
  })) {
    if (seen.has(found.record)) continue;
    seen.add(found.record);
    matched++;
    if (changeDocument(call, collection, found, change)) total.nModified++;
    total.n++;
  }
  if (matched > 0 || !upsert) return undefined;
  const inserted = insertUpsert(call, collection, change);
  total.n++;
  return inserted;
}

/** The fields that finding a document and changing it look at; undefined if it may be any. */
function fieldsNeeded({ filter, update }: Change): ReadonlySet<string> | undefined {
  const filtered = filterFields(filter.root);
  return filtered && update.fields && new Set([...filtered, ...update.fields]);
}

/** A statement's own constants (`c`) stand beside the command's variables. */
function withConstants(
  { vars }: FilterVariables,
  constants: Doc | undefined,
  now: Date,
): FilterVariables {
  return { vars: { ...vars, ...commandVariables(constants, now).vars } };
}
