import { MongoError } from "../errors/mongo-error.ts";
import type { Doc } from "../values/index.ts";

/** Runs the writes of a batch: an ordered batch stops at the first failure, an unordered one goes on. */
export function runBatch<Item>(
  items: Iterable<Item>,
  ordered: boolean,
  write: (item: Item, index: number) => void,
): Doc[] {
  const errors: Doc[] = [];
  let index = 0;
  for (const item of items) {
    try {
      write(item, index);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push({ index, code: error.code, ...error.extra, errmsg: error.message });
      if (ordered) break;
    }
    index++;
  }
  return errors;
}

/** The failures of a batch as its reply carries them: left out when there are none. */
export function writeErrorsField(errors: readonly Doc[]): Doc {
  return errors.length > 0 ? { writeErrors: errors } : {};
}
