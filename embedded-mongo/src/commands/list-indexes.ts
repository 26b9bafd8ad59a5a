import { mongoError } from "../errors/mongo-error.ts";
import { encode } from "../values/index.ts";
import { writeCursor } from "../wire/write-cursor.ts";
import { collectionName, findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { readBatchSize } from "./read-options.ts";

/** The indexes of a collection. */
export const listIndexes = defineCommand({
  name: "listIndexes",
  kind: "read",
  options: { cursor: "document" },
  run(call, { cursor = {} }) {
    const namespace = `${call.database}.${collectionName(call)}`;
    const collection = findCollection(call);
    if (!collection) throw mongoError(26, `ns does not exist: ${namespace}`);
    const batchSize = readBatchSize("listIndexes.cursor", cursor) ?? 101;
    const documents = collection.indexes.map(({ spec }) => encode(spec))[Symbol.iterator]();
    const batch = call.engine.cursors.start(namespace, documents, batchSize, {
      session: call.session,
    });
    return writeCursor({ namespace, field: "firstBatch", ...batch });
  },
});
