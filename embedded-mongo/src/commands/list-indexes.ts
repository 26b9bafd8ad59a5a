import { mongoError } from "../errors/mongo-error.ts";
import { encode } from "../values/index.ts";
import { collectionName, findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
import { readBatchSize } from "./read-options.ts";

/** The indexes of a collection. */
export const listIndexes = defineCommand("listIndexes", {
  kind: "read",
  *steps(call, { cursor }) {
    const collection = findCollection(call);
    if (!collection) {
      throw mongoError(26, `ns does not exist: ${call.database}.${collectionName(call)}`);
    }
    const batchSize = readBatchSize("listIndexes.cursor", cursor);
    const documents = collection.indexes
      .filter(({ isBuilding }) => !isBuilding)
      .map(({ spec }) => encode(spec));
    return yield* firstBatch(call, documents[Symbol.iterator](), batchSize);
  },
});
