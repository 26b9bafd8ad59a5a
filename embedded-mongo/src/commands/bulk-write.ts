import { MongoError, mongoError } from "../errors/mongo-error.ts";
import { type Doc, decode, encode, isDoc } from "../values/index.ts";
import { type CommandCall, needCollection, splitNamespace } from "./command-call.ts";
import { commandVariables } from "./command-variables.ts";
import { defineCommand } from "./define-command.ts";
import { deleteMatching } from "./delete.ts";
import { firstBatch } from "./first-batch.ts";
import { checkBatchSize, withId } from "./insert.ts";
import { type OptionKinds, readBatchSize, readOptions } from "./read-options.ts";
import { storeNew } from "./store-document.ts";
import { runUpdate } from "./update.ts";

/** The allow-lists of the three kinds of operation in a `bulkWrite`. */
export const bulkOperationOptions = {
  insert: { insert: "integer", document: "document" },
  update: {
    update: "integer",
    filter: "document",
    updateMods: "any",
    multi: "boolean",
    upsert: "boolean",
    arrayFilters: "documents",
    hint: "any",
    sort: "document",
    constants: "document",
    collation: "collation",
  },
  delete: {
    delete: "integer",
    filter: "document",
    multi: "boolean",
    hint: "any",
    collation: "collation",
  },
} as const satisfies Record<string, OptionKinds>;

type Totals = {
  nErrors: number;
  nInserted: number;
  nMatched: number;
  nModified: number;
  nUpserted: number;
  nDeleted: number;
};

/** Inserts, changes and removes documents of several collections in one command. */
export const bulkWrite = defineCommand({
  name: "bulkWrite",
  kind: "write",
  options: {
    ops: "documents",
    nsInfo: "documents",
    ordered: "boolean",
    errorsOnly: "boolean",
    bypassDocumentValidation: "boolean",
    let: "document",
    cursor: "document",
  },
  run(
    call,
    { ops = [], nsInfo = [], ordered = true, errorsOnly = false, let: given, cursor = {} },
  ) {
    if (call.database !== "admin")
      throw mongoError(13, "bulkWrite may only be run against the admin database.");
    checkBatchSize(ops.length);
    const variables = commandVariables(given, call.now);
    const places = nsInfo.map(({ ns }) => placeOf(call, ns));
    const totals: Totals = {
      nErrors: 0,
      nInserted: 0,
      nMatched: 0,
      nModified: 0,
      nUpserted: 0,
      nDeleted: 0,
    };
    const results: Doc[] = [];
    for (const [idx, op] of ops.entries()) {
      const kind = kindOf(op);
      try {
        const result = runOperation(kind, op, places, variables, totals);
        if (!errorsOnly) results.push({ ok: 1, idx, ...result });
      } catch (error) {
        if (!(error instanceof MongoError)) throw error;
        totals.nErrors++;
        results.push({
          ok: 0,
          idx,
          code: error.code,
          errmsg: error.message,
          ...error.extra,
          n: 0,
          ...(kind === "update" ? { nModified: 0 } : {}),
        });
        if (ordered) break;
      }
    }
    const batchSize = readBatchSize("bulkWrite.cursor", cursor) ?? Number.MAX_SAFE_INTEGER;
    const namespace = "admin.$cmd.bulkWrite";
    const encoded = results.map((result) => encode(result))[Symbol.iterator]();
    return { ...decode(firstBatch(call, namespace, encoded, batchSize)), ...totals };
  },
});

type Kind = keyof typeof bulkOperationOptions;

function kindOf(op: Doc): Kind {
  const [name] = Object.keys(op);
  if (name === "insert" || name === "update" || name === "delete") return name;
  throw mongoError(9, `'${name}' is no operation of bulkWrite`);
}

function placeOf(call: CommandCall, ns: unknown): CommandCall {
  const { database, name } = splitNamespace(ns);
  return { ...call, database, target: name };
}

function runOperation(
  kind: Kind,
  op: Doc,
  places: readonly CommandCall[],
  variables: ReturnType<typeof commandVariables>,
  totals: Totals,
): Doc {
  const owner = `bulkWrite.ops.${kind}`;
  const place = places[Number(String(op[kind]))];
  if (!place)
    throw mongoError(2, `BulkWrite ops entry ${String(op[kind])} has an invalid nsInfo index.`);
  if (kind === "insert") {
    const { document } = readOptions(owner, op, bulkOperationOptions.insert);
    if (!isDoc(document))
      throw mongoError(40414, `BSON field '${owner}.document' is missing but a required field`);
    storeNew(place, needCollection(place), withId(document));
    totals.nInserted++;
    return { n: 1 };
  }
  if (kind === "delete") {
    const {
      filter,
      multi = false,
      hint,
      collation,
    } = readOptions(owner, op, bulkOperationOptions.delete);
    let n = 0;
    const statement = { q: filter ?? {}, limit: multi ? 0 : 1, hint, collation };
    deleteMatching(place, statement, variables, () => n++);
    totals.nDeleted += n;
    return { n };
  }
  const {
    filter,
    updateMods,
    constants,
    update: _place,
    ...rest
  } = readOptions(owner, op, bulkOperationOptions.update);
  const counts = { n: 0, nModified: 0 };
  const statement = {
    ...rest,
    q: filter ?? {},
    u: updateMods,
    ...(constants ? { c: constants } : {}),
  };
  const upserted = runUpdate(place, statement, variables, counts);
  totals.nModified += counts.nModified;
  if (upserted) totals.nUpserted++;
  else totals.nMatched += counts.n;
  return { ...counts, ...(upserted ? { upserted: { _id: upserted._id } } : {}) };
}
