import type { Engine } from "../commands/engine.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import type { Collection } from "../storage/catalog.ts";
import type { Index } from "../storage/index-definition.ts";
import { removeDocument } from "../storage/write-document.ts";
import { collect, finish } from "../task/pause.ts";
import { Task } from "../task/task.ts";

const maxAtOnce = 100;

/** Deletes some of the documents that have expired by a TTL index. Returns whether there may be more. */
export function expireDocuments(engine: Engine, now: Date): boolean {
  let isMore = false;
  for (const collection of engine.catalog.all()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === undefined || index.isBuilding) {
        continue;
      }
      if (expire(engine, collection, index, now)) {
        isMore = true;
      }
    }
  }
  return isMore;
}

function expire({ catalog }: Engine, collection: Collection, index: Index, now: Date): boolean {
  const before = new Date(now.getTime() - (index.expireAfterSeconds ?? 0) * 1000);
  const onTime = { [index.fields[0] as string]: { $lte: before } };
  const partial = index.spec.partialFilterExpression;
  const filter = compileFilter(partial ? { $and: [onTime, partial] } : onTime);
  const query = { collection, task: new Task(), filter, hint: index, limit: maxAtOnce };
  const found = finish(collect(queryDocuments(query)));
  for (const one of found) {
    removeDocument(catalog, collection, one);
  }
  return found.length === maxAtOnce;
}
