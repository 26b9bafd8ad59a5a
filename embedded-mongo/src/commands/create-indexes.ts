import { mongoError } from "../errors/mongo-error.ts";
import type { Catalog, Collection } from "../storage/catalog.ts";
import type { Index } from "../storage/index-definition.ts";
import { indexDocument } from "../storage/write-document.ts";
import { type Doc, decode, identicalValues } from "../values/index.ts";
import { findCollection, needCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { readIndexSpec } from "./index-spec.ts";

/** Makes indexes and fills them, all of them or none. */
export const createIndexes = defineCommand({
  name: "createIndexes",
  kind: "write",
  options: { indexes: "documents", commitQuorum: "ignored", ignoreUnknownIndexOptions: "refused" },
  run(call, { indexes }) {
    if (!indexes || indexes.length === 0)
      throw mongoError(2, "Must specify at least one index to create");
    const specs = indexes.map(readIndexSpec);
    const isNew = findCollection(call) === undefined;
    const collection = needCollection(call);
    const before = collection.indexes.length;
    const made: Index[] = [];
    const { catalog } = call.engine;
    try {
      for (const spec of specs) {
        if (existsAlready(collection, spec)) continue;
        const index = catalog.addIndex(collection, spec);
        made.push(index);
        fillIndex(catalog, collection, index);
      }
    } catch (error) {
      for (const index of made) catalog.dropIndex(collection, index);
      throw error;
    }
    return {
      numIndexesBefore: before,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: isNew,
      ...(made.length === 0 ? { note: "all indexes already exist" } : {}),
    };
  },
});

const chunk = 200;

function fillIndex(catalog: Catalog, collection: Collection, index: Index): void {
  let after = 0;
  for (;;) {
    const rows = collection.documents.scan(after, false, chunk);
    for (const { record, body } of rows)
      indexDocument(catalog, collection, index, record, decode(body));
    if (rows.length < chunk) return;
    after = rows.at(-1)!.record;
  }
}

function existsAlready(collection: Collection, spec: Doc): boolean {
  const namesake = collection.indexes.find((index) => index.name === spec.name);
  const twin = collection.indexes.find((index) => isSame(index.spec, spec, identity));
  if (twin && isSame(twin.spec, { key: { _id: 1 } }, ["key"])) return true;
  if (namesake && namesake !== twin) {
    throw mongoError(
      86,
      "An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. " +
        `Please refer to our documentation. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(namesake.spec)}`,
    );
  }
  if (twin && twin.name !== spec.name)
    throw mongoError(85, `Index already exists with a different name: ${twin.name}`);
  if (twin && !isSame(twin.spec, spec, ["expireAfterSeconds"])) {
    throw mongoError(
      85,
      `An equivalent index already exists with the same name but different options. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(twin.spec)}`,
    );
  }
  return twin !== undefined;
}

// Two indexes that agree in these are one index to MongoDB.
const identity = ["key", "unique", "sparse", "partialFilterExpression"];

function isSame(one: Doc, other: Doc, fields: readonly string[]): boolean {
  return fields.every((field) =>
    field === "key"
      ? keyText(one) === keyText(other)
      : identicalValues(one[field] ?? false, other[field] ?? false),
  );
}

// Names and directions in order; any positive number is ascending.
const keyText = (spec: Doc): string =>
  Object.entries(spec.key as Doc)
    .map(([name, direction]) => `${name}\n${Number(String(direction)) < 0 ? -1 : 1}`)
    .join("\n");
