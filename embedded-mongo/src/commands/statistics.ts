import { mongoError } from "../errors/mongo-error.ts";
import { collectionName, findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

/** Returns the size of a collection. */
export const collStats = defineCommand("collStats", {
  kind: "read",
  run(call, { scale = 1 }) {
    const { count = 0, bytes = 0, indexes = [] } = findCollection(call) ?? {};
    const size = scaled(bytes, scale);
    return {
      ns: `${call.database}.${collectionName(call)}`,
      ...{ count, size, storageSize: size, nindexes: indexes.length, scaleFactor: scale },
    };
  },
});

/** Returns the size of a database. */
export const dbStats = defineCommand("dbStats", {
  kind: "read",
  run({ engine, database }, { scale = 1 }) {
    const { collections, documents, indexes, bytes } = engine.catalog.sizeOf(database);
    const dataSize = scaled(bytes, scale);
    return {
      ...{ db: database, collections, objects: documents, dataSize },
      ...{ storageSize: dataSize, indexes, scaleFactor: scale },
    };
  },
});

function scaled(bytes: number, scale: number): number {
  if (scale < 1) {
    throw mongoError(51024, `BSON field 'scale' value must be >= 1, actual value '${scale}'`);
  }
  return Math.floor(bytes / scale);
}
