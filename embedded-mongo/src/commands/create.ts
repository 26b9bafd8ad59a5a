import { collectionName, findCollection, needCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

/** Makes an empty collection, unless it exists. */
export const create = defineCommand("create", {
  kind: "write",
  options: {},
  run(call) {
    needCollection(call);
    return {};
  },
});

/** Removes a collection with its indexes. */
export const drop = defineCommand("drop", {
  kind: "write",
  options: {},
  run(call) {
    const collection = findCollection(call);
    if (!collection) {
      return {};
    }
    call.engine.catalog.drop(collection);
    const ns = `${call.database}.${collectionName(call)}`;
    return { nIndexesWas: collection.indexes.length || 1, ns };
  },
});

/** Removes a database with all its collections. */
export const dropDatabase = defineCommand("dropDatabase", {
  kind: "write",
  options: {},
  run({ engine, database }) {
    const collections = engine.catalog.collections(database);
    for (const collection of collections) {
      engine.catalog.drop(collection);
    }
    return collections.length > 0 ? { dropped: database } : {};
  },
});
