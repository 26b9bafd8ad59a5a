import mongoose from "mongoose";

const { MongoNetworkError, MongoServerSelectionError, MongoError } = mongoose.mongo;
const broken = new Set(["EPIPE", "ECONNRESET", "ECONNREFUSED", "ENOENT"]);

/** Whether an error says that the store cannot be reached just now, so that the same may work in a moment. */
export function isStoreAway(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  if (error instanceof MongoError) return error.hasErrorLabel("RetryableWriteError");
  return error instanceof Error && "code" in error && broken.has(String(error.code));
}
