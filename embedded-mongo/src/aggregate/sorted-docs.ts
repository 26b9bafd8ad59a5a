import type { SortOrder } from "../keys/sort-order.ts";
import { type Pause, pause, type Stream } from "../task/pause.ts";
import { SortBuffer } from "../task/sort-buffer.ts";
import type { Task } from "../task/task.ts";
import { sizeOf } from "../values/codec.ts";
import type { Doc } from "../values/doc.ts";

/** Sorts documents in memory; `wanted` says how many of the first ones will be read. */
export function* sortedDocs(
  docs: Stream<Doc>,
  order: SortOrder,
  task: Task,
  wanted = Number.POSITIVE_INFINITY,
): Generator<Doc | Pause> {
  const buffer = new SortBuffer<Doc>(task, wanted);
  for (const doc of docs) {
    if (doc === pause) {
      yield pause;
    } else {
      buffer.add(order.keyOf(doc), doc, sizeOf(doc));
    }
  }
  yield* buffer.inOrder();
}
