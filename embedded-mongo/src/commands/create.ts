import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { viewsCollection } from "../storage/read-views.ts";
import { removeView } from "../storage/views.ts";
import { hasOptions, readValidation, validationOptions } from "./collection-options.ts";
import { collectionName, createCollection, splitNamespace } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { createView } from "./define-view.ts";

/** Makes an empty collection, or a view. */
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
    ...validationOptions,
    timeseries: "refused",
    expireAfterSeconds: "refused",
    clusteredIndex: "refused",
    viewOn: "string",
    pipeline: "documents",
    changeStreamPreAndPostImages: "refused",
    encryptedFields: "refused",
  },
  run(call, { viewOn, pipeline, ...given }) {
    const name = collectionName(call);
    if (viewOn !== undefined) {
      const [other] = Object.keys(given);
      if (other !== undefined) throw mongoError(72, `option not supported on a view: ${other}`);
      createView(call, { name, viewOn, pipeline: pipeline ?? [] });
      return {};
    }
    if (pipeline) throw mongoError(72, "'pipeline' requires 'viewOn' to also be specified");
    const { catalog } = call.engine;
    if (catalog.view(call.database, name))
      throw mongoError(48, `namespace ${call.database}.${name} already exists, but is a view`);
    const options = readValidation("create", call.database, given);
    const existing = catalog.find(call.database, name);
    // Making what is there already is no error since MongoDB 7, if the options are the same.
    if (existing && !hasOptions(existing, options))
      throw mongoError(
        48,
        `namespace ${call.database}.${name} already exists, but with different options`,
      );
    if (!existing) catalog.setOptions(createCollection(call, call.database, name), options);
    return {};
  },
});

/** Removes a collection with its indexes, or a view. */
export const drop = defineCommand({
  name: "drop",
  kind: "write",
  options: {},
  run(call) {
    const { catalog } = call.engine;
    const name = collectionName(call);
    const ns = `${call.database}.${name}`;
    if (catalog.view(call.database, name)) {
      removeView(catalog, call.database, name);
      return { ns };
    }
    const collection = catalog.find(call.database, name);
    if (!collection) return {};
    catalog.drop(collection);
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
    if (source.name === viewsCollection) throw notAvailable(`renaming ${viewsCollection}`);
    const collection = catalog.find(source.database, source.name);
    if (catalog.view(source.database, source.name))
      throw mongoError(166, `cannot rename view: ${String(call.target)}`);
    if (!collection)
      throw mongoError(26, `Source collection ${String(call.target)} does not exist`);
    if (call.target === to) throw mongoError(20, "Can't rename a collection to itself");
    if (catalog.view(target.database, target.name))
      throw mongoError(48, `a view already exists with that name: ${to}`);
    const existing = catalog.find(target.database, target.name);
    if (existing && !dropTarget) throw mongoError(48, "target namespace exists");
    if (existing) catalog.drop(existing);
    // Made and dropped to have its name checked as a new collection's is.
    catalog.drop(createCollection(call, target.database, target.name));
    catalog.rename(collection, target.database, target.name);
    return {};
  },
});
