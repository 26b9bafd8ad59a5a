import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { removeDocument } from "../storage/write-document.ts";
import type { Doc } from "../values/index.ts";
import { findCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { isHint } from "./find.ts";
import { checkBatchSize } from "./insert.ts";
import { type OptionKinds, readOptions } from "./read-options.ts";
import { runBatch, writeErrorsField } from "./write-errors.ts";

/** The allow-list of one statement of `delete`. */
export const deleteStatementOptions = {
  q: "document",
  limit: "integer",
  hint: "any",
  collation: "collation",
} as const satisfies OptionKinds;

/** Removes documents, one statement after another. */
export const remove = defineCommand({
  name: "delete",
  kind: "write",
  options: { deletes: "documents", ordered: "boolean", let: "document" },
  run(call, { deletes, ordered = true }) {
    if (!deletes)
      throw mongoError(40414, "BSON field 'delete.deletes' is missing but a required field");
    checkBatchSize(deletes.length);
    let n = 0;
    const statements = deletes.map((given) => readStatement(given));
    const errors = runBatch(statements, ordered, ({ q, limit, hint }) => {
      const filter = compileFilter(q);
      const collection = findCollection(call);
      if (!collection) return;
      const watch = watchQuery(call, `${call.database}.${collection.name}`, filter.root);
      const query = {
        filter,
        limit,
        hint: isHint(hint) ? hint : undefined,
        watch,
        expected: limit || Number.MAX_SAFE_INTEGER,
      };
      for (const found of queryDocuments(collection, query)) {
        removeDocument(call.engine.catalog, collection, found.record, found);
        n++;
      }
    });
    return { n, ...writeErrorsField(errors) };
  },
});

function readStatement(given: Doc): { q: Doc; limit: number; hint: unknown } {
  const { q, limit, hint } = readOptions("delete.deletes", given, deleteStatementOptions);
  if (!q) throw mongoError(40414, "BSON field 'delete.deletes.q' is missing but a required field");
  if (limit !== 0 && limit !== 1) {
    throw mongoError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  return { q, limit, hint };
}
