import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import type { FilterVariables } from "../match/parse-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { removeDocument } from "../storage/write-document.ts";
import { type Collation, withCollation } from "../values/collation.ts";
import type { Doc } from "../values/index.ts";
import { type CommandCall, findWritable, watchQuery } from "./command-call.ts";
import { commandVariables } from "./command-variables.ts";
import { defineCommand } from "./define-command.ts";
import { checkBatchSize } from "./insert.ts";
import { isHint, type OptionKinds, readOptions } from "./read-options.ts";
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
  run(call, { deletes, ordered = true, let: given }) {
    if (!deletes)
      throw mongoError(40414, "BSON field 'delete.deletes' is missing but a required field");
    checkBatchSize(deletes.length);
    let n = 0;
    const variables = commandVariables(given, call.now);
    const statements = deletes.map((given) => readStatement(given));
    const errors = runBatch(statements, ordered, (statement) => {
      deleteMatching(call, statement, variables, () => n++);
    });
    return { n, ...writeErrorsField(errors) };
  },
});

function readStatement(given: Doc): DeleteStatement {
  const { q, limit, hint, collation } = readOptions(
    "delete.deletes",
    given,
    deleteStatementOptions,
  );
  if (!q) throw mongoError(40414, "BSON field 'delete.deletes.q' is missing but a required field");
  if (limit === undefined) {
    throw mongoError(40414, "BSON field 'delete.deletes.limit' is missing but a required field");
  }
  if (limit !== 0 && limit !== 1) {
    throw mongoError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  return { q, limit, hint, collation };
}

/** A filter, how many documents it may remove (0: all), the index to use and how strings are compared. */
export type DeleteStatement = {
  q: Doc;
  limit: number;
  hint: unknown;
  collation: Collation | undefined;
};

/** Removes the documents of one statement, telling of each. */
export function deleteMatching(
  call: CommandCall,
  statement: DeleteStatement,
  variables: FilterVariables,
  onRemoved: () => void,
): void {
  withCollation(statement.collation, () => deleteAll(call, statement, variables, onRemoved));
}

function deleteAll(
  call: CommandCall,
  { q, limit, hint }: DeleteStatement,
  variables: FilterVariables,
  onRemoved: () => void,
): void {
  const filter = compileFilter(q, variables);
  const collection = findWritable(call);
  if (!collection) return;
  const query = {
    filter,
    limit,
    hint: isHint(hint) ? hint : undefined,
    watch: watchQuery(call, `${call.database}.${collection.name}`, filter.root),
    expected: limit || Number.MAX_SAFE_INTEGER,
  };
  for (const found of queryDocuments(collection, query)) {
    removeDocument(call.engine.catalog, collection, found.record, found);
    onRemoved();
  }
}
