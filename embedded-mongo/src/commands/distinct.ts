import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { compareValues } from "../keys/compare-values.ts";
import { equalKey, indexKeysOf } from "../keys/index.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { forEach } from "../task/pause.ts";
import { emptyArray } from "../values/bson-type.ts";
import { sizeOf } from "../values/codec.ts";
import { isIndexLike } from "../values/doc.ts";
import type { Doc } from "../values/index.ts";
import { maxDocumentBytes } from "../wire/limits.ts";
import { defineCommand } from "./define-command.ts";
import { readQuery } from "./read-query.ts";

/** Lists the different values of a field; arrays count by their elements. */
export const distinct = defineCommand("distinct", {
  kind: "read",
  options: { key: "string!", query: "document" },
  *steps(call, { key, query }) {
    const path = key.split(".");
    if (path.some(isIndexLike)) {
      throw notAvailable(`distinct of '${key}', whose path has a number,`);
    }
    const values = new Map<string, unknown>();
    let bytes = 0;
    yield* forEach(queryDocuments(readQuery(call, { filter: query })), ({ doc }) => {
      for (const value of valuesOf(doc, path)) {
        const text = equalKey(value);
        bytes += values.has(text) ? 0 : sizeOf(value);
        values.set(text, values.get(text) ?? value);
      }
      if (bytes > maxDocumentBytes) {
        throw mongoError(17217, "distinct too big, 16mb cap");
      }
    });
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
