import { mongoError } from "../errors/mongo-error.ts";
import { equalKey, indexKeysOf } from "../keys/index.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import type { Collection } from "../storage/catalog.ts";
import { withCollation } from "../values/collation.ts";
import { bsonType, compareValues, type Doc, docKey } from "../values/index.ts";
import { type CommandCall, findCollection, findView, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { distinctInView } from "./query-view.ts";
import { isHint } from "./read-options.ts";

/** The different values of a field; arrays count by their elements. */
export const distinct = defineCommand({
  name: "distinct",
  kind: "read",
  options: { key: "string", query: "document", hint: "any", collation: "collation" },
  run(call, { key, query = {}, hint, collation }) {
    if (key === undefined)
      throw mongoError(40414, "BSON field 'distinct.key' is missing but a required field");
    return withCollation(collation, () => {
      const view = findView(call);
      if (view) return { values: distinctInView(call, view, { key, query, hint }) };
      const collection = findCollection(call);
      const values = distinctValues(call, collection, { key, query, hint });
      return {
        values: orderedByIndex(collection, key, query) ? values.sort(compareValues) : values,
      };
    });
  },
});

type Question = { key: string; query: Doc; hint: unknown };

/** The values in the order in which they are first met. */
function distinctValues(
  call: CommandCall,
  collection: Collection | undefined,
  { key, query, hint }: Question,
): unknown[] {
  const filter = compileFilter(query);
  if (!collection) return [];
  const values = new Map<string, unknown>();
  const pattern = { [docKey(key)]: 1 };
  const watch = watchQuery(call, `${call.database}.${collection.name}`, filter.root);
  for (const { doc } of queryDocuments(collection, {
    filter,
    hint: isHint(hint) ? hint : undefined,
    watch,
    expected: Number.MAX_SAFE_INTEGER,
  })) {
    // A sparse index has no key for a missing field and an undefined one for an empty array: neither is a value.
    const found = indexKeysOf(doc, pattern, { sparse: true }).map(([value]) => value);
    for (const value of found.sort(compareValues)) {
      if (bsonType(value) === "undefined") continue;
      const text = equalKey(value);
      if (!values.has(text)) values.set(text, value);
    }
  }
  return [...values.values()];
}

/** Without a filter MongoDB reads the values from an index on the field, if there is one: in its order. */
function orderedByIndex(collection: Collection | undefined, key: string, query: Doc): boolean {
  if (!collection || Object.keys(query).length > 0) return false;
  return collection.indexes.some(
    ({ fields, sparse, partial, hidden }) => fields[0] === key && !sparse && !partial && !hidden,
  );
}
