import { mongoError } from "../errors/mongo-error.ts";
import { equalValues } from "../keys/compare-values.ts";
import type { Collection } from "../storage/catalog.ts";
import type { Index } from "../storage/index-definition.ts";
import { indexDocument } from "../storage/write-document.ts";
import { pause, type Steps } from "../task/pause.ts";
import { type Doc, decode } from "../values/index.ts";
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
      for (const index of made.filter((one) => hasIndex(collection, one))) {
        catalog.dropIndex(collection, index);
      }
      throw error;
    }
    return {
      numIndexesBefore: before,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: isNew,
      note: made.length === 0 ? "all indexes already exist" : undefined,
    };
  },
});

function* fillIndex(
  { engine, task }: CommandCall,
  collection: Collection,
  index: Index,
): Steps<void> {
  if (!index.isBuilding) {
    return;
  }
  for (const chunk of collection.documents.chunks()) {
    for (const { record, body } of chunk) {
      indexDocument(engine.catalog, collection, index, record, decode(body));
    }
    if (task.isDue()) {
      yield pause;
    }
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
  if (twin && (twin.name !== spec.name || !isSame(twin.spec, spec, ["expireAfterSeconds"]))) {
    throw mongoError(85, `The index '${twin.name}' already exists with another name or options`);
  }
  return twin !== undefined;
}

/** Says whether MongoDB takes two definitions for one index. */
function isSameIndex(one: Doc, other: Doc): boolean {
  if (!isSame(one, other, ["key"])) {
    return false;
  }
  return (
    equalValues(one.key, { _id: 1 }) ||
    isSame(one, other, ["unique", "sparse", "partialFilterExpression"])
  );
}

function isSame(one: Doc, other: Doc, names: readonly string[]): boolean {
  return names.every((name) => equalValues(one[name] ?? false, other[name] ?? false));
}
