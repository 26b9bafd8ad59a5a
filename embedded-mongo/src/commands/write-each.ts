import type { FoundDocument } from "../plan/found-document.ts";
import { type Query, queryDocuments } from "../plan/query-documents.ts";
import { pause, type Steps } from "../task/pause.ts";

/** Writes to every document that matches, once each, as it is at that moment. */
export function* writeEach(query: Query, write: (found: FoundDocument) => void): Steps<void> {
  // A changed document may move ahead in the index that is being read.
  const seen = new Set<number>();
  for (const one of queryDocuments(query)) {
    if (one === pause) {
      yield pause;
      continue;
    }
    const found = seen.has(one.record) ? undefined : one.current(query.filter);
    if (found) {
      seen.add(found.record);
      write(found);
      if (query.task.isDue()) {
        yield pause;
      }
    }
  }
}
