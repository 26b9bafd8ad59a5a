import type { EntryPosition, EntryTable, KeyRange } from "../storage/entry-table.ts";
import { pause, type Steps } from "../task/pause.ts";
import type { Task } from "../task/task.ts";

const atOnce = 20_000;

/** Counts all entries of a range, yielding to other commands. */
export function* countEntries(entries: EntryTable, range: KeyRange, task: Task): Steps<number> {
  let after: EntryPosition | undefined;
  for (let counted = 0; ; counted += atOnce) {
    const next = entries.skip(range, atOnce, after);
    if (!next) {
      return counted + entries.count(range, atOnce, after);
    }
    after = next;
    if (task.isDue()) {
      yield pause;
    }
  }
}
