import { ObjectId } from "bson";
import type { MergeTarget } from "../aggregate/run-pipeline.ts";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import type { Collection } from "../storage/catalog.ts";
import { compileUpdate } from "../update/compile-update.ts";
import { activeCollation } from "../values/collation.ts";
import { type Doc, docKey, fieldOf, isDoc } from "../values/index.ts";
import { changeDocument } from "./change-document.ts";
import { type CommandCall, createCollection, findWritable } from "./command-call.ts";
import { insertAll, withId } from "./insert.ts";

/** `$out`: puts documents in the place of a collection's, keeping its indexes; all of them or none. */
export function replaceCollection(
  call: CommandCall,
  database: string,
  name: string,
  docs: Iterable<Doc>,
): void {
  const { catalog } = call.engine;
  const old = findWritable(call, name, database);
  const made = createCollection(call, database, `tmp.agg_out.${new ObjectId()}`);
  try {
    if (old) catalog.setOptions(made, old.options);
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
  const existing = findWritable(call, target.collection, database);
  if (!identifies(existing, target.on)) {
    throw mongoError(51183, "Cannot find index to verify that join fields will be unique");
  }
  const collection = existing ?? createCollection(call, database, target.collection);
  const place = { ...call, database, target: target.collection };
  for (const given of [...docs]) {
    const doc = withId(given).doc;
    const filter = compileFilter(
      Object.fromEntries(target.on.map((path) => [path, { $eq: identity(doc, path) }])),
    );
    const [found] =
      target.whenMatched === "fail"
        ? []
        : queryDocuments(collection, { filter, limit: 1, expected: 1 });
    if (found) {
      if (target.whenMatched !== "keepExisting")
        changeDocument(place, collection, found, {
          filter,
          update: mergeUpdate(call, target, doc),
        });
    } else if (target.whenNotMatched === "fail") {
      throw mongoError(
        13113,
        "$merge could not find a matching document in the target collection for at least one document in the source collection",
      );
    } else if (target.whenNotMatched === "insert") insertAll(place, target.collection, [doc]);
  }
}

/** Says whether a unique index tells documents apart by these fields. */
function identifies(collection: Collection | undefined, on: readonly string[]): boolean {
  if (on.length === 1 && on[0] === "_id") return true;
  return (
    collection?.indexes.some(
      ({ unique, partial, fields }) =>
        unique &&
        !partial &&
        fields.length === on.length &&
        on.every((path) => fields.includes(path)),
    ) === true
  );
}

/** The value by which `$merge` looks for a document. */
function identity(doc: Doc, path: string): unknown {
  let value: unknown = doc;
  for (const part of path.split("."))
    value = isDoc(value) ? fieldOf(value, docKey(part)) : undefined;
  if (value === undefined || value === null || Array.isArray(value)) {
    throw mongoError(
      51132,
      "$merge write error: 'on' field cannot be missing, null, undefined or an array",
    );
  }
  return value;
}

function mergeUpdate(
  { now }: CommandCall,
  { whenMatched, variables }: MergeTarget,
  doc: Doc,
): ReturnType<typeof compileUpdate> {
  if (Array.isArray(whenMatched)) {
    const vars: Record<string, unknown> = {};
    for (const [name, evaluate] of variables) vars[name] = evaluate({ root: doc, vars: {}, now });
    return compileUpdate(whenMatched, { vars });
  }
  if (whenMatched === "replace") return compileUpdate(doc);
  return compileUpdate([{ $replaceWith: { $mergeObjects: ["$$ROOT", { $literal: doc }] } }]);
}
