import { mongoError } from "../errors/mongo-error.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import { removeDocument } from "../storage/write-document.ts";
import { defineCommand } from "./define-command.ts";
import { findOneToWrite } from "./find-one-to-write.ts";
import { readOptions } from "./read-options.ts";
import { readQuery } from "./read-query.ts";
import { writeBatch, writeErrorsField } from "./write-batch.ts";
import { writeEach } from "./write-each.ts";

const statementOptions = { q: "document!", limit: "integer!" } as const;

/** Removes documents, one statement after another. */
export const remove = defineCommand("delete", {
  kind: "write",
  options: { deletes: "documents!", ordered: "boolean" },
  *steps(call, { deletes, ordered = true }) {
    const statements = deletes.map((given) => {
      const statement = readOptions("delete.deletes", given, statementOptions);
      if (statement.limit !== 0 && statement.limit !== 1) {
        throw mongoError(9, "The limit field in delete objects must be 0 or 1");
      }
      return statement;
    });
    const done = yield* writeBatch(call, statements, ordered, function* run({ q, limit }, done) {
      const query = readQuery(call, { filter: q });
      const removeOne = (found: FoundDocument): void => {
        removeDocument(call.engine.catalog, found.collection, found);
        done.n++;
      };
      if (limit === 0) {
        yield* writeEach(query, removeOne);
        return;
      }
      const found = yield* findOneToWrite(query);
      if (found) {
        removeOne(found);
      }
    });
    return { n: done.n, ...writeErrorsField(done) };
  },
});
