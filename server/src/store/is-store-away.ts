import mongoose from "mongoose";

const { MongoBulkWriteError, MongoError, MongoNetworkError, MongoServerSelectionError } =
  mongoose.mongo;
const broken = new Set(["EPIPE", "ECONNRESET", "ECONNREFUSED", "ENOENT"]);

/** Whether an error says that the store cannot be reached just now, so that the same may work in a moment. */
export function isStoreAway(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) {
    return true;
  }
  // A bulk that found nothing wrong with any of its writes did not come through as a whole.
  if (error instanceof MongoBulkWriteError) {
    return [error.writeErrors].flat().length === 0;
  }
  if (error instanceof MongoError) {
    return error.hasErrorLabel("RetryableWriteError");
  }
  return error instanceof Error && "code" in error && broken.has(String(error.code));
}
