import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { equalKey, indexKeysOf } from "../keys/index.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { pause } from "../task/pause.ts";
import { emptyArray } from "../values/bson-type.ts";
import { sizeOf } from "../values/codec.ts";
import { isIndexLike } from "../values/doc.ts";
import { compareValues, type Doc } from "../values/index.ts";
import { maxDocumentBytes } from "../wire/limits.ts";
import { findCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";

/** Lists the different values of a field; arrays count by their elements. */
export const distinct = defineCommand("distinct", {
  kind: "read",
  *steps(call, { key, query = {}, hint }) {
    const path = key.split(".");
    if (path.some(isIndexLike)) {
      throw notAvailable(`distinct of '${key}', whose path has a number,`);
    }
    const filter = compileFilter(query);
    const collection = findCollection(call);
    if (!collection) {
      return { values: [] };
    }
    const values = new Map<string, unknown>();
    let bytes = 0;
    const watch = watchQuery(call, collection.name, filter.root);
    const found = queryDocuments(collection, {
      ...{ task: call.task, filter, watch, hint },
      expected: Number.MAX_SAFE_INTEGER,
    });
    for (const one of found) {
      if (one === pause) {
        yield pause;
        continue;
      }
      for (const value of valuesOf(one.doc, path)) {
        const text = equalKey(value);
        if (values.has(text)) {
          continue;
        }
        values.set(text, value);
        bytes += sizeOf(value);
        if (bytes > maxDocumentBytes) {
          throw mongoError(17217, "distinct too big, 16mb cap");
        }
      }
    }
    return { values: [...values.values()] };
  },
});

// A sparse index has no key for a missing field and one of its own for an empty array: neither is a value.
function valuesOf(doc: Doc, path: readonly string[]): unknown[] {
  return indexKeysOf(doc, { paths: [path], sparse: true })
    .keys.map(([value]) => value)
    .filter((value) => value !== emptyArray)
    .sort(compareValues);
}
