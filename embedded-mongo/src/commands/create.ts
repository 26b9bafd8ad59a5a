import { mongoError } from "../errors/mongo-error.ts";
import { collectionName, createCollection, findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

/** Makes an empty collection. */
export const create = defineCommand({
  name: "create",
  kind: "write",
  options: {
    autoIndexId: "ignored",
    storageEngine: "ignored",
    indexOptionDefaults: "ignored",
    collation: "simpleCollation",
    capped: "refused",
    size: "refused",
    max: "refused",
    validator: "refused",
    validationLevel: "ignored",
    validationAction: "ignored",
    timeseries: "refused",
    expireAfterSeconds: "refused",
    clusteredIndex: "refused",
    viewOn: "refused",
    pipeline: "refused",
    changeStreamPreAndPostImages: "refused",
    encryptedFields: "refused",
  },
  run(call) {
    // Making what is there already is no error since MongoDB 7, if the options are the same; there are none here.
    if (!findCollection(call)) createCollection(call, call.database, collectionName(call));
    return {};
  },
});

/** Removes a collection with its indexes. */
export const drop = defineCommand({
  name: "drop",
  kind: "write",
  options: {},
  run(call) {
    const ns = `${call.database}.${collectionName(call)}`;
    const collection = findCollection(call);
    if (!collection) return {};
    call.engine.catalog.drop(collection);
    return { nIndexesWas: collection.indexes.length || 1, ns };
  },
});

/** Removes a database with all its collections. */
export const dropDatabase = defineCommand({
  name: "dropDatabase",
  kind: "write",
  options: {},
  run(call) {
    const { catalog } = call.engine;
    const collections = catalog.collections(call.database);
    for (const collection of collections) catalog.drop(collection);
    return collections.length > 0 ? { dropped: call.database } : {};
  },
});

/** Gives a collection another name, also in another database. */
export const renameCollection = defineCommand({
  name: "renameCollection",
  kind: "write",
  options: { to: "string", dropTarget: "boolean" },
  run(call, { to, dropTarget = false }) {
    if (call.database !== "admin")
      throw mongoError(13, "renameCollection may only be run against the admin database.");
    const { catalog } = call.engine;
    const source = splitNamespace(String(call.target));
    const target = splitNamespace(to ?? "");
    const collection = catalog.find(source.database, source.name);
    if (!collection)
      throw mongoError(26, `Source collection ${String(call.target)} does not exist`);
    if (call.target === to) throw mongoError(20, "Can't rename a collection to itself");
    const existing = catalog.find(target.database, target.name);
    if (existing && !dropTarget) throw mongoError(48, "target namespace exists");
    if (existing) catalog.drop(existing);
    // Made and dropped to have its name checked as a new collection's is.
    catalog.drop(createCollection(call, target.database, target.name));
    catalog.rename(collection, target.database, target.name);
    return {};
  },
});

function splitNamespace(namespace: string): { database: string; name: string } {
  const at = namespace.indexOf(".");
  if (at < 1 || at === namespace.length - 1)
    throw mongoError(73, `Invalid namespace specified '${namespace}'`);
  return { database: namespace.slice(0, at), name: namespace.slice(at + 1) };
}
