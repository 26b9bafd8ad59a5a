import type { Engine } from "../commands/engine.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import type { Collection } from "../storage/catalog.ts";
import type { Index } from "../storage/index-definition.ts";
import { removeDocument } from "../storage/write-document.ts";

const mostAtOnce = 1000;

/** Removes documents whose time in a TTL index is over, some at a time. Returns whether there may be more. */
export function expireDocuments(engine: Engine, now: Date): boolean {
  let isMore = false;
  for (const collection of engine.catalog.all()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds !== undefined && expire(engine, collection, index, now))
        isMore = true;
    }
  }
  return isMore;
}

function expire({ catalog }: Engine, collection: Collection, index: Index, now: Date): boolean {
  const before = new Date(now.getTime() - index.expireAfterSeconds! * 1000);
  const onTime = { [index.fields[0]!]: { $lte: before } };
  const partial = index.spec.partialFilterExpression;
  const filter = compileFilter(partial ? { $and: [onTime, partial] } : onTime);
  const query = { filter, hint: index, limit: mostAtOnce, expected: mostAtOnce };
  let removed = 0;
  for (const found of [...queryDocuments(collection, query)]) {
    removeDocument(catalog, collection, found.record, found);
    removed++;
  }
  return removed === mostAtOnce;
}
