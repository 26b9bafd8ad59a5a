import { mongoError } from "../errors/mongo-error.ts";
import { equalKey, indexKeysOf } from "../keys/index.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import type { Collection } from "../storage/catalog.ts";
import { pause } from "../task/pause.ts";
import { approximateSize } from "../values/approximate-size.ts";
import { bsonType, compareValues, type Doc, docKey } from "../values/index.ts";
import { maxDocumentBytes } from "../wire/limits.ts";
import { findCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { isHint } from "./read-options.ts";

/** Lists the different values of a field; arrays count by their elements. */
export const distinct = defineCommand({
  name: "distinct",
  kind: "read",
  options: { key: "string", query: "document", hint: "any" },
  *steps(call, { key, query = {}, hint }) {
    if (key === undefined)
      throw mongoError(40414, "BSON field 'distinct.key' is missing but a required field");
    const filter = compileFilter(query);
    const collection = findCollection(call);
    if (!collection) return { values: [] };
    const values = new Map<string, unknown>();
    let bytes = 0;
    const watch = watchQuery(call, collection.name, filter.root);
    const found = queryDocuments(collection, {
      ...{ task: call.task, filter, watch },
      hint: isHint(hint) ? hint : undefined,
      expected: Number.MAX_SAFE_INTEGER,
    });
    for (const one of found) {
      if (one === pause) {
        yield pause;
        continue;
      }
      for (const value of valuesOf(one.doc, key)) {
        const text = equalKey(value);
        if (values.has(text)) continue;
        values.set(text, value);
        bytes += approximateSize(value);
        if (bytes > maxDocumentBytes) throw mongoError(17217, "distinct too big, 16mb cap");
      }
    }
    const all = [...values.values()];
    return { values: isOrderedByIndex(collection, key, query) ? all.sort(compareValues) : all };
  },
});

// A sparse index has no key for a missing field and an undefined one for an empty array: neither is a value.
function valuesOf(doc: Doc, key: string): unknown[] {
  return indexKeysOf(doc, { [docKey(key)]: 1 }, { sparse: true })
    .map(([value]) => value)
    .filter((value) => bsonType(value) !== "undefined")
    .sort(compareValues);
}

/** Says whether MongoDB reads the values from an index on the field, in its order, as it does without a filter. */
function isOrderedByIndex(collection: Collection, key: string, query: Doc): boolean {
  if (Object.keys(query).length > 0) return false;
  return collection.indexes.some(
    ({ fields, sparse, partial }) => fields[0] === key && !sparse && !partial,
  );
}
