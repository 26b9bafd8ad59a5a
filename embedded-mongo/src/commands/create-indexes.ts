import { mongoError } from "../errors/mongo-error.ts";
import type { Collection } from "../storage/catalog.ts";
import type { StoredDocument } from "../storage/document-table.ts";
import type { Index } from "../storage/index-definition.ts";
import { indexDocument } from "../storage/write-document.ts";
import { pause, type Steps } from "../task/pause.ts";
import { type Doc, decode, equalValues } from "../values/index.ts";
import { type CommandCall, findCollection, needCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { readIndexSpec } from "./index-spec.ts";

/** Makes indexes and fills them, all of them or none. Other commands go on meanwhile, but do not use them yet. */
export const createIndexes = defineCommand("createIndexes", {
  kind: "write",
  *steps(call, { indexes }) {
    if (indexes.length === 0) throw mongoError(2, "Must specify at least one index to create");
    const specs = indexes.map(readIndexSpec);
    const isNew = findCollection(call) === undefined;
    const collection = needCollection(call);
    const before = collection.indexes.length;
    const made: Index[] = [];
    const { catalog } = call.engine;
    try {
      for (const spec of specs) {
        if (yield* existsAlready(call, collection, spec)) continue;
        const index = catalog.addIndex(collection, spec);
        made.push(index);
        yield* fillIndex(call, collection, index);
      }
    } catch (error) {
      if (!collection.dropped)
        for (const index of made)
          if (isThere(collection, index)) catalog.dropIndex(collection, index);
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

const chunk = 50;

function* fillIndex(
  { engine, task }: CommandCall,
  collection: Collection,
  index: Index,
): Steps<void> {
  if (!index.isBuilding) return;
  let after = 0;
  for (;;) {
    const rows = collection.documents.scan(after, false, chunk);
    for (const { record, body } of rows)
      indexDocument(engine.catalog, collection, index, record, decode(body));
    if (rows.length < chunk) break;
    after = (rows.at(-1) as StoredDocument).record;
    if (!task.isDue()) continue;
    yield pause;
    if (collection.dropped || !isThere(collection, index))
      throw mongoError(276, `The index ${index.name} was dropped while it was being built`);
  }
  engine.catalog.finishIndex(index);
}

const isThere = ({ indexes }: Collection, index: Index): boolean => indexes.includes(index);

function* existsAlready(call: CommandCall, collection: Collection, spec: Doc): Steps<boolean> {
  while (collection.indexes.some((one) => one.isBuilding && isSame(one.spec, spec, identity))) {
    call.task.isDue();
    yield pause;
  }
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
      : equalValues(one[field] ?? false, other[field] ?? false),
  );
}

// Names and directions in order; any positive number is ascending.
const keyText = (spec: Doc): string =>
  Object.entries(spec.key as Doc)
    .map(([name, direction]) => `${name}\n${Number(String(direction)) < 0 ? -1 : 1}`)
    .join("\n");
