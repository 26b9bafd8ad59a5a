import { MongoError, mongoError } from "../errors/mongo-error.ts";
import { pause, type Steps } from "../task/pause.ts";
import type { Doc } from "../values/index.ts";
import { maxWriteBatchSize } from "../wire/limits.ts";
import type { CommandCall } from "./command-call.ts";
import type { BatchProgress } from "./retries.ts";

/** Throws if a batch is empty or too long. */
export function checkBatchSize(length: number): void {
  if (length >= 1 && length <= maxWriteBatchSize) {
    return;
  }
  throw mongoError(
    16,
    `Write batch sizes must be between 1 and ${maxWriteBatchSize}. Got ${length} operations.`,
  );
}

/**
 * Runs the writes of a batch: an ordered batch stops at the first failure, an unordered one continues. It yields between
 * writes. The progress of a retryable batch is stored, so that a retry after a crash continues there.
 */
export function* writeBatch<Item>(
  call: CommandCall,
  items: readonly Item[],
  ordered: boolean,
  write: (item: Item, index: number, done: BatchProgress) => Steps<void>,
): Steps<BatchProgress> {
  const { engine, session, retryNumber, task } = call;
  const isRetryable = session !== undefined && retryNumber !== undefined;
  const resumed = isRetryable ? engine.retries.progress(session, retryNumber) : undefined;
  const done: BatchProgress = resumed ?? { next: 0, n: 0, nModified: 0, upserted: [], errors: [] };
  const keep = (): void => {
    if (isRetryable) {
      engine.retries.storeProgress(session, retryNumber, done);
    }
  };
  while (done.next < items.length) {
    const index = done.next;
    try {
      const steps = write(items[index] as Item, index, done);
      for (let step = steps.next(); !step.done; step = steps.next()) {
        keep();
        yield pause;
      }
    } catch (error) {
      if (!(error instanceof MongoError)) {
        throw error;
      }
      done.errors.push({ index, code: error.code, ...error.extra, errmsg: error.message });
      if (ordered) {
        break;
      }
    }
    done.next++;
    if (done.next < items.length && task.isDue()) {
      keep();
      yield pause;
    }
  }
  return done;
}

/** Returns the field of the reply that lists the failures of a batch; none if there are none. */
export function writeErrorsField({ errors }: BatchProgress): Doc {
  return errors.length > 0 ? { writeErrors: errors } : {};
}
