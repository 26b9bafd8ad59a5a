import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { equalKey } from "../keys/index.ts";
import { valuesAt } from "../keys/values-at.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { forEach } from "../task/pause.ts";
import { sizeOf } from "../values/codec.ts";
import { isIndexLike } from "../values/doc.ts";
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
      for (const value of valuesAt(doc, path)) {
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
