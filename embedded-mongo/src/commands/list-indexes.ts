import { mongoError } from "../errors/mongo-error.ts";
import { encode } from "../values/index.ts";
import { collectionName, findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
import { readBatchSize } from "./read-options.ts";

/** The indexes of a collection. */
export const listIndexes = defineCommand({
  name: "listIndexes",
  kind: "read",
  options: { cursor: "document" },
  *steps(call, { cursor = {} }) {
    const namespace = `${call.database}.${collectionName(call)}`;
    const collection = findCollection(call);
    if (!collection) throw mongoError(26, `ns does not exist: ${namespace}`);
    const batchSize = readBatchSize("listIndexes.cursor", cursor) ?? 101;
    const documents = collection.indexes
      .filter(({ isBuilding }) => !isBuilding)
      .map(({ spec }) => encode(spec));
    return yield* firstBatch(call, namespace, documents[Symbol.iterator](), batchSize);
  },
});
