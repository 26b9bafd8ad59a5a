import type { FoundDocument } from "../plan/found-document.ts";
import { type Query, queryDocuments } from "../plan/query-documents.ts";
import { collect, type Steps } from "../task/pause.ts";

/** Finds the first document that matches now: other commands may change documents while the search yields. */
export function* findOneToWrite(query: Query): Steps<FoundDocument | undefined> {
  for (;;) {
    const [found] = yield* collect(queryDocuments({ ...query, limit: 1 }));
    const current = found?.current(query.filter);
    if (!found || current) {
      return current;
    }
  }
}
