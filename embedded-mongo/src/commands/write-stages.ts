import { ObjectId } from "bson";
import type { MergeTarget } from "../aggregate/run-pipeline.ts";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { compileUpdate } from "../update/compile-update.ts";
import { activeCollation } from "../values/collation.ts";
import { type Doc, docKey, fieldOf, isDoc } from "../values/index.ts";
import { changeDocument } from "./change-document.ts";
import { type CommandCall, createCollection } from "./command-call.ts";
import { insertAll } from "./insert.ts";

/** `$out`: puts documents in the place of a collection's, keeping its indexes; all of them or none. */
export function replaceCollection(
  call: CommandCall,
  database: string,
  name: string,
  docs: Iterable<Doc>,
): void {
  const { catalog } = call.engine;
  const made = createCollection(call, database, `tmp.agg_out.${new ObjectId()}`);
  try {
    const old = catalog.find(database, name);
    for (const { spec } of old?.indexes ?? [])
      if (spec.name !== "_id_") catalog.addIndex(made, spec);
    insertAll({ ...call, database }, made.name, docs);
    if (old) catalog.drop(old);
    else catalog.drop(createCollection(call, database, name));
    catalog.rename(made, database, name);
  } catch (error) {
    catalog.drop(made);
    throw error;
  }
}

/** `$merge`: brings documents into a collection one by one. */
export function mergeInto(call: CommandCall, target: MergeTarget, docs: Iterable<Doc>): void {
  if (activeCollation()) throw notAvailable("$merge with a collation");
  const database = target.db ?? call.database;
  const collection =
    call.engine.catalog.find(database, target.collection) ??
    createCollection(call, database, target.collection);
  for (const doc of [...docs]) {
    const filter = compileFilter(
      Object.fromEntries(target.on.map((path) => [path, valueAt(doc, path)])),
    );
    const [found] = queryDocuments(collection, { filter, limit: 1, expected: 1 });
    if (!found) {
      if (target.whenNotMatched === "fail") {
        throw mongoError(
          13113,
          "$merge could not find a matching document in the target collection for at least one document in the source collection",
        );
      }
      if (target.whenNotMatched === "insert")
        insertAll({ ...call, database }, target.collection, [doc]);
      continue;
    }
    if (target.whenMatched === "keepExisting") continue;
    if (target.whenMatched === "fail") {
      throw mongoError(
        11000,
        `$merge with whenMatched: fail found an existing document with the same values for the 'on' fields`,
      );
    }
    changeDocument(call, collection, found, { filter, update: mergeUpdate(target, doc) });
  }
}

function mergeUpdate(
  { whenMatched, variables }: MergeTarget,
  doc: Doc,
): ReturnType<typeof compileUpdate> {
  if (Array.isArray(whenMatched)) {
    if (variables && Object.keys(variables).length > 0)
      throw notAvailable("the option 'let' of $merge");
    return compileUpdate(whenMatched);
  }
  if (whenMatched === "replace") return compileUpdate(doc);
  return compileUpdate([{ $replaceWith: { $mergeObjects: ["$$ROOT", { $literal: doc }] } }]);
}

function valueAt(doc: Doc, path: string): unknown {
  let value: unknown = doc;
  for (const part of path.split("."))
    value = isDoc(value) ? fieldOf(value, docKey(part)) : undefined;
  return value ?? null;
}
