import mongoose, { type Schema } from "mongoose";

const counts = new WeakMap<object, number>();
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
 * A number that goes up when a write by this model begins and when it ends. So what was read while it stayed the same is what stands
 * there, unless another process writes or someone uses the driver's own collection.
 */
export function writesTo(model: object): number {
  return counts.get(model) ?? 0;
}

/** Counts the writes of all models that are made of this schema. */
export function countWrites(schema: Schema): void {
  function count(this: unknown) {
    const model = modelOf(this);
    counts.set(model, writesTo(model) + 1);
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

/** What a hook calls `this`: a query, a model, or a document of one. */
function modelOf(place: unknown): object {
  if (place instanceof mongoose.Query) return place.model;
  return typeof place === "function" ? place : (place as object).constructor;
}
