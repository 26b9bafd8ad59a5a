import { MongoError, mongoError } from "../errors/mongo-error.ts";
import { pause, type Steps } from "../task/pause.ts";
import type { Doc } from "../values/index.ts";
import { maxWriteBatchSize } from "../wire/limits.ts";
import type { CommandCall } from "./command-call.ts";

/** The progress of a batch of writes: the position of the current one, and the reply so far. */
export interface BatchProgress {
  index: number;
  n: number;
  nModified: number;
  upserted: Doc[];
  errors: Doc[];
}

/**
 * Runs the writes of a batch: an ordered batch stops at the first failure, an unordered one continues. It yields between
 * writes.
 */
export function* writeBatch<Item>(
  { task }: CommandCall,
  items: readonly Item[],
  ordered: boolean,
  write: (item: Item, done: BatchProgress) => Steps<void>,
): Steps<BatchProgress> {
  if (items.length < 1 || items.length > maxWriteBatchSize) {
    throw mongoError(
      16,
      `Write batch sizes must be between 1 and ${maxWriteBatchSize}. Got ${items.length} operations.`,
    );
  }
  const done: BatchProgress = { index: 0, n: 0, nModified: 0, upserted: [], errors: [] };
  for (const [index, item] of items.entries()) {
    done.index = index;
    try {
      yield* write(item, done);
    } catch (error) {
      if (!(error instanceof MongoError)) {
        throw error;
      }
      done.errors.push({ index, code: error.code, ...error.extra, errmsg: error.message });
      if (ordered) {
        break;
      }
    }
    if (index + 1 < items.length && task.isDue()) {
      yield pause;
    }
  }
  return done;
}

/** Returns the field of the reply that lists the failures of a batch; none if there are none. */
export function writeErrorsField({ errors }: BatchProgress): Doc {
  return errors.length > 0 ? { writeErrors: errors } : {};
}
