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

/** Makes indexes and fills them, all of them or none. Other commands run meanwhile, but do not use them yet. */
export const createIndexes = defineCommand("createIndexes", {
  kind: "write",
  options: { indexes: "documents!", commitQuorum: "ignored" },
  *steps(call, { indexes }) {
    if (indexes.length === 0) {
      throw mongoError(2, "Must specify at least one index to create");
    }
    const specs = indexes.map(readIndexSpec);
    const isNew = findCollection(call) === undefined;
    const collection = needCollection(call);
    const before = collection.indexes.length;
    const made: Index[] = [];
    const { catalog } = call.engine;
    try {
      for (const spec of specs) {
        if (yield* exists(call, collection, spec)) {
          continue;
        }
        const index = catalog.addIndex(collection, spec);
        made.push(index);
        yield* fillIndex(call, collection, index);
      }
    } catch (error) {
      for (const index of made) {
        if (hasIndex(collection, index)) {
          catalog.dropIndex(collection, index);
        }
      }
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
  if (!index.isBuilding) {
    return;
  }
  let after = 0;
  for (;;) {
    const rows = collection.documents.scan(after, chunk);
    for (const { record, body } of rows) {
      indexDocument(engine.catalog, collection, index, record, decode(body));
    }
    if (rows.length < chunk) {
      break;
    }
    after = (rows.at(-1) as StoredDocument).record;
    if (!task.isDue()) {
      continue;
    }
    yield pause;
    if (!hasIndex(collection, index)) {
      throw mongoError(276, `The index ${index.name} was dropped while it was being built`);
    }
  }
  engine.catalog.finishIndex(index);
}

function hasIndex({ dropped, indexes }: Collection, index: Index): boolean {
  return !dropped && indexes.includes(index);
}

/** Says whether the collection has the index already. Waits while another command builds it; throws for a conflict. */
function* exists(call: CommandCall, collection: Collection, spec: Doc): Steps<boolean> {
  while (collection.indexes.some((one) => one.isBuilding && isSameIndex(one.spec, spec))) {
    call.task.isDue();
    yield pause;
  }
  const namesake = collection.indexes.find((index) => index.name === spec.name);
  const twin = collection.indexes.find((index) => isSameIndex(index.spec, spec));
  if (twin?.name === "_id_") {
    return true;
  }
  if (namesake && namesake !== twin) {
    throw mongoError(86, `Another index has the name '${namesake.name}'`);
  }
  if (twin && twin.name !== spec.name) {
    throw mongoError(85, `Index already exists with a different name: ${twin.name}`);
  }
  if (twin && !isSame(twin.spec, spec, "expireAfterSeconds")) {
    throw mongoError(85, `The index '${twin.name}' already exists with different options`);
  }
  return twin !== undefined;
}

/** Says whether MongoDB takes two definitions for one index. */
function isSameIndex(one: Doc, other: Doc): boolean {
  if (keyText(one) !== keyText(other)) {
    return false;
  }
  if (keyText(one) === "_id 1") {
    return true;
  }
  return ["unique", "sparse", "partialFilterExpression"].every((name) => isSame(one, other, name));
}

function isSame(one: Doc, other: Doc, name: string): boolean {
  return equalValues(one[name] ?? false, other[name] ?? false);
}

// Names and directions in order; any positive number is ascending.
function keyText(spec: Doc): string {
  return Object.entries(spec.key as Doc)
    .map(([name, direction]) => `${name} ${Number(String(direction)) < 0 ? -1 : 1}`)
    .join("\n");
}
