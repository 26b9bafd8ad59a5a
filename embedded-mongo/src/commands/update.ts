import { mongoError } from "../errors/mongo-error.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import { compileUpdate } from "../update/compile-update.ts";
import { changeDocument, insertUpsert } from "./change-document.ts";
import { defineCommand } from "./define-command.ts";
import { findOneToWrite } from "./find-one-to-write.ts";
import { readOptions } from "./read-options.ts";
import { readQuery } from "./read-query.ts";
import { writeBatch, writeErrorsField } from "./write-batch.ts";
import { writeEach } from "./write-each.ts";

const statementOptions = {
  q: "document!",
  u: "any!",
  multi: "boolean",
  upsert: "boolean",
  arrayFilters: "documents",
} as const;

/** Changes documents, one statement after another. */
export const update = defineCommand("update", {
  kind: "write",
  options: { updates: "documents!", ordered: "boolean", bypassDocumentValidation: "ignored" },
  *steps(call, { updates, ordered = true }) {
    const statements = updates.map((it) => readOptions("update.updates", it, statementOptions));
    const done = yield* writeBatch(call, statements, ordered, function* run(statement, done) {
      const { q, u, multi = false, upsert = false, arrayFilters } = statement;
      const query = readQuery(call, { filter: q });
      const change = compileUpdate(u, arrayFilters);
      if (multi && change.isReplacement) {
        throw mongoError(9, "multi update is not supported for replacement-style update");
      }
      const before = done.n;
      const write = (found: FoundDocument): void => {
        if (changeDocument(call, found, query.filter, change)) {
          done.nModified++;
        }
        done.n++;
      };
      if (multi) {
        yield* writeEach(query, write);
      } else {
        const found = yield* findOneToWrite(query);
        if (found) {
          write(found);
        }
      }
      if (upsert && done.n === before) {
        const { _id } = insertUpsert(call, query.filter, change);
        done.upserted.push({ index: done.index, _id });
        done.n++;
      }
    });
    const { n, nModified, upserted } = done;
    return {
      n,
      nModified,
      upserted: upserted.length > 0 ? upserted : undefined,
      ...writeErrorsField(done),
    };
  },
});
