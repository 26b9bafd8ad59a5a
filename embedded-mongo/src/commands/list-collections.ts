import { Binary } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import type { Collection } from "../storage/catalog.ts";
import { type Doc, encode } from "../values/index.ts";
import { collectionName, findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
import { readBatchSize } from "./read-options.ts";

/** Lists the databases by name. */
export const listDatabases = defineCommand("listDatabases", {
  kind: "read",
  options: { nameOnly: "ignored", authorizedDatabases: "ignored" },
  run({ engine: { catalog } }) {
    return { databases: catalog.databaseNames().map((name) => ({ name })) };
  },
});

/** Lists the collections of a database. */
export const listCollections = defineCommand("listCollections", {
  kind: "read",
  options: {
    filter: "document",
    nameOnly: "boolean",
    cursor: "document",
    authorizedCollections: "ignored",
  },
  *steps(call, { filter = {}, nameOnly = false, cursor }) {
    const batchSize = readBatchSize("listCollections.cursor", cursor);
    const shown = call.engine.catalog
      .collections(call.database)
      .map(describe)
      .filter(compileFilter(filter).test)
      .map((doc) => encode(nameOnly ? { name: doc.name, type: doc.type } : doc));
    return yield* firstBatch(call, shown, batchSize);
  },
});

function describe({ name, uuid, indexes }: Collection): Doc {
  return {
    name,
    type: "collection",
    options: {},
    info: { readOnly: false, uuid: new Binary(uuid, Binary.SUBTYPE_UUID) },
    idIndex: indexes[0]?.spec,
  };
}

/** Lists the indexes of a collection. */
export const listIndexes = defineCommand("listIndexes", {
  kind: "read",
  options: { cursor: "document" },
  *steps(call, { cursor }) {
    const collection = findCollection(call);
    if (!collection) {
      throw mongoError(26, `ns does not exist: ${call.database}.${collectionName(call)}`);
    }
    const batchSize = readBatchSize("listIndexes.cursor", cursor);
    const built = collection.indexes.filter(({ isBuilding }) => !isBuilding);
    return yield* firstBatch(
      call,
      built.map(({ spec }) => encode(spec)),
      batchSize,
    );
  },
});
