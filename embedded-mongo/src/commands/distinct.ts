import { mongoError } from "../errors/mongo-error.ts";
import { encodeKey, indexKeysOf } from "../keys/index.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { bsonType, docKey } from "../values/index.ts";
import { findCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { isHint } from "./find.ts";

/** The different values of a field; arrays count by their elements. */
export const distinct = defineCommand({
  name: "distinct",
  kind: "read",
  options: { key: "string", query: "document", hint: "any", collation: "collation" },
  run(call, { key, query = {}, hint }) {
    if (key === undefined)
      throw mongoError(40414, "BSON field 'distinct.key' is missing but a required field");
    const filter = compileFilter(query);
    const collection = findCollection(call);
    if (!collection) return { values: [] };
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
      for (const [value] of indexKeysOf(doc, pattern, { sparse: true })) {
        if (bsonType(value) !== "undefined")
          values.set(encodeKey([value], [1]).toString("latin1"), value);
      }
    }
    return { values: [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value) };
  },
});
