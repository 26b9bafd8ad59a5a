import type { Connection, mongo } from "mongoose";

/**
 * The driver's own collection, for paths where every microsecond counts; its documents are declared with
 * `defineCollection`. Undefined fields are not stored. The caller must name the workspace, or an id that was found in one.
 */
export function nativeCollection<T extends mongo.Document>(
  connection: Connection,
  name: string,
): mongo.Collection<T> {
  const { db } = connection;
  if (!db) {
    throw new Error("The store is not connected");
  }
  return db.collection<T>(name, { ignoreUndefined: true });
}
