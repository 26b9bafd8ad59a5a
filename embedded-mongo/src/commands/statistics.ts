import { Double, Long } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { collectionName, findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

/** The size of a collection. */
export const collStats = defineCommand({
  name: "collStats",
  kind: "read",
  options: { scale: "integer" },
  run(call, { scale = 1 }) {
    const ns = `${call.database}.${collectionName(call)}`;
    const collection = findCollection(call);
    const { count = 0, bytes = 0, indexes = [] } = collection ?? {};
    return {
      ns,
      count,
      size: scaled(bytes, scale),
      ...(count > 0 ? { avgObjSize: Math.round(bytes / count) } : {}),
      storageSize: scaled(bytes, scale),
      nindexes: indexes.length,
      scaleFactor: scale,
      capped: false,
    };
  },
});

/** The size of a database. */
export const dbStats = defineCommand({
  name: "dbStats",
  aliases: ["dbstats"],
  kind: "read",
  options: { scale: "integer", freeStorage: "ignored" },
  run(call, { scale = 1 }) {
    const all = call.engine.catalog.collections(call.database);
    const objects = all.reduce((sum, { count }) => sum + count, 0);
    const bytes = all.reduce((sum, collection) => sum + collection.bytes, 0);
    return {
      db: call.database,
      collections: new Long(all.length),
      views: new Long(0),
      objects: Long.fromNumber(objects),
      avgObjSize: new Double(objects > 0 ? bytes / objects : 0),
      dataSize: new Double(Math.floor(bytes / scale)),
      storageSize: new Double(Math.floor(bytes / scale)),
      indexes: new Long(all.reduce((sum, { indexes }) => sum + indexes.length, 0)),
      scaleFactor: new Double(scale),
    };
  },
});

function scaled(bytes: number, scale: number): number {
  if (scale < 1)
    throw mongoError(51024, `BSON field 'scale' value must be >= 1, actual value '${scale}'`);
  return Math.floor(bytes / scale);
}
