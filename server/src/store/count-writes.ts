import type { Connection, Model, Schema } from "mongoose";

const counts = new WeakMap<Connection, Map<string, number>>();
const writes = [
  "save",
  "insertMany",
  "bulkWrite",
  "updateOne",
  "updateMany",
  "replaceOne",
  "deleteOne",
  "deleteMany",
  "findOneAndUpdate",
  "findOneAndReplace",
  "findOneAndDelete",
];

/**
 * A number that goes up when a write to this collection begins here and when it ends. So what was read while it stayed the same
 * is what stands there, unless another process writes or someone uses the driver's own collection.
 */
export function writesTo(connection: Connection, name: string): number {
  return counts.get(connection)?.get(name) ?? 0;
}

/** Counts the writes of all models that are made of this schema. */
export function countWrites(schema: Schema, name: string): void {
  function count(this: unknown) {
    const connection = connectionOf(this);
    const known = counts.get(connection) ?? new Map<string, number>();
    counts.set(connection, known.set(name, (known.get(name) ?? 0) + 1));
  }
  function countFailed(
    this: unknown,
    error: Error,
    _result: unknown,
    next: (error: Error) => void,
  ) {
    count.call(this);
    next(error);
  }
  for (const write of writes) {
    schema.pre(write as "save", count);
    schema.post(write as "save", count);
    schema.post(write as "save", countFailed as never);
  }
}

/** What a hook calls `this`: a model, a document, or a query of a model. */
function connectionOf(place: unknown): Connection {
  const { db, model } = place as { db?: Connection; model: Model<unknown> };
  return db ?? model.db;
}
