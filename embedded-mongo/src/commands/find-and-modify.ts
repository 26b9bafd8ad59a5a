import { mongoError } from "../errors/mongo-error.ts";
import { readProjection } from "../project/read-projection.ts";
import { removeDocument } from "../storage/write-document.ts";
import { compileUpdate } from "../update/compile-update.ts";
import type { Doc } from "../values/index.ts";
import { changeDocument, insertUpsert } from "./change-document.ts";
import { defineCommand } from "./define-command.ts";
import { findOneToWrite } from "./find-one-to-write.ts";
import { readQuery } from "./read-query.ts";

/** Changes or removes one document and replies with it. */
export const findAndModify = defineCommand("findAndModify", {
  kind: "write",
  options: {
    query: "document",
    sort: "document",
    remove: "boolean",
    update: "any",
    new: "boolean",
    fields: "document",
    upsert: "boolean",
    arrayFilters: "documents",
    bypassDocumentValidation: "ignored",
  },
  *steps(call, given) {
    const { remove = false, upsert = false, new: wantsNew = false, fields = {} } = given;
    const query = readQuery(call, { filter: given.query, sort: given.sort });
    const { filter } = query;
    const project =
      Object.keys(fields).length > 0 ? readProjection(fields).apply : (doc: Doc) => doc;
    if (remove ? given.update !== undefined || upsert || wantsNew : given.update === undefined) {
      throw mongoError(9, "Either an update or remove=true must be specified, and not both");
    }
    const update = remove ? undefined : compileUpdate(given.update, given.arrayFilters);
    const found = yield* findOneToWrite(query);
    if (!update) {
      if (found) {
        removeDocument(call.engine.catalog, found.collection, found);
      }
      const value = found ? project(found.doc) : null;
      return { lastErrorObject: { n: found ? 1 : 0 }, value };
    }
    if (found) {
      const after = changeDocument(call, found, filter, update) ?? found.doc;
      const value = project(wantsNew ? after : found.doc);
      return { lastErrorObject: { n: 1, updatedExisting: true }, value };
    }
    if (!upsert) {
      return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
    }
    const inserted = insertUpsert(call, filter, update);
    return {
      lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted._id },
      value: wantsNew ? project(inserted) : null,
    };
  },
});
