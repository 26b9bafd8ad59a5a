import { mongoError } from "../errors/mongo-error.ts";
import { equalValues } from "../keys/compare-values.ts";
import { collectionName, findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

/** Removes an index by its name or key pattern, or all but the one on `_id` with `*`. */
export const dropIndexes = defineCommand("dropIndexes", {
  kind: "write",
  options: { index: "any" },
  run(call, { index: wanted }) {
    const collection = findCollection(call);
    if (!collection) {
      throw mongoError(26, `ns not found ${call.database}.${collectionName(call)}`);
    }
    const { indexes } = collection;
    const chosen = indexes.filter(
      ({ name, spec }) => wanted === "*" || name === wanted || equalValues(spec.key, wanted),
    );
    if (chosen.length === 0) {
      throw mongoError(27, `index not found: ${String(wanted)}`);
    }
    if (wanted !== "*" && chosen.some(({ name }) => name === "_id_")) {
      throw mongoError(72, "cannot drop _id index");
    }
    for (const index of chosen.filter(({ name }) => name !== "_id_")) {
      call.engine.catalog.dropIndex(collection, index);
    }
    return { nIndexesWas: indexes.length };
  },
});
