import mongoose from "mongoose";

const duplicate = 11000;

/** Whether a write was refused because its unique key is taken. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === duplicate;
}

/** Which writes of a group (their places in it) were refused because a unique key is taken; throws if there was anything else. */
export async function refusedDuplicates(write: Promise<unknown>): Promise<readonly number[]> {
  try {
    await write;
    return [];
  } catch (error) {
    return placesOf(error);
  }
}

function placesOf(error: unknown): readonly number[] {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) {
    throw error;
  }
  const failures = [error.writeErrors].flat();
  // Without a word on any of them nobody knows whether they are stored: the connection broke.
  if (failures.length === 0 || failures.some((it) => it.code !== duplicate)) {
    throw error;
  }
  return failures.map((it) => it.index);
}
