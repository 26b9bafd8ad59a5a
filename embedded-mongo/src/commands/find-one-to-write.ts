import type { FoundDocument } from "../plan/found-document.ts";
import { type Query, queryDocuments } from "../plan/query-documents.ts";
import type { Collection } from "../storage/catalog.ts";
import { pause, type Steps } from "../task/pause.ts";

/** Finds the first document that matches now: other commands may change documents while the search yields. */
export function* findOneToWrite(
  collection: Collection,
  query: Query,
): Steps<FoundDocument | undefined> {
  for (;;) {
    const found = yield* findFirst(collection, query);
    const current = found?.current(collection, query.filter);
    if (!found || current) {
      return current;
    }
  }
}

function* findFirst(collection: Collection, query: Query): Steps<FoundDocument | undefined> {
  for (const found of queryDocuments(collection, { ...query, limit: 1, expected: 1 })) {
    if (found !== pause) {
      return found;
    }
    yield pause;
  }
  return undefined;
}
