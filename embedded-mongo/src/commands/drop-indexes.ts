import { mongoError } from "../errors/mongo-error.ts";
import type { Collection } from "../storage/catalog.ts";
import type { Index } from "../storage/index-definition.ts";
import { describe } from "../values/describe.ts";
import { equalValues, isDoc } from "../values/index.ts";
import { findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

/** Removes indexes by name or key pattern, or all but the one on `_id` with `*`. */
export const dropIndexes = defineCommand("dropIndexes", {
  kind: "write",
  run(call, { index: wanted }) {
    const collection = findCollection(call);
    if (!collection) {
      throw mongoError(26, `ns not found ${call.database}.${String(call.target)}`);
    }
    const nIndexesWas = collection.indexes.length;
    for (const index of chosen(collection, wanted)) {
      call.engine.catalog.dropIndex(collection, index);
    }
    return {
      nIndexesWas,
      ...(wanted === "*" ? { msg: "non-_id indexes dropped for collection" } : {}),
    };
  },
});

function chosen(collection: Collection, wanted: unknown): Index[] {
  const others = collection.indexes.filter(({ name }) => name !== "_id_");
  if (wanted === "*") {
    return others;
  }
  if (Array.isArray(wanted)) {
    return wanted.flatMap((one) => chosen(collection, one));
  }
  if (wanted === "_id_" || (isDoc(wanted) && equalValues(wanted, { _id: 1 }))) {
    throw mongoError(72, "cannot drop _id index");
  }
  const found = others.filter(({ name, spec }) => name === wanted || equalValues(spec.key, wanted));
  if (found.length === 0) {
    throw mongoError(27, `index not found: ${describe(wanted)}`);
  }
  return found;
}
