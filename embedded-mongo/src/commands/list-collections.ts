import { Binary } from "bson";
import { compileFilter } from "../match/compile-filter.ts";
import { type Doc, encode } from "../values/index.ts";
import { writeCursor } from "../wire/write-cursor.ts";
import { defineCommand } from "./define-command.ts";
import { readBatchSize } from "./read-options.ts";

/** The collections of a database. */
export const listCollections = defineCommand({
  name: "listCollections",
  kind: "read",
  options: {
    filter: "document",
    nameOnly: "boolean",
    cursor: "document",
    authorizedCollections: "ignored",
  },
  run(call, { filter = {}, nameOnly = false, cursor = {} }) {
    const batchSize = readBatchSize("listCollections.cursor", cursor) ?? 101;
    const { test } = compileFilter(filter);
    const all: Doc[] = call.engine.catalog
      .collections(call.database)
      .map(({ name, uuid, indexes }) => ({
        name,
        type: "collection",
        options: {},
        info: { readOnly: false, uuid: new Binary(uuid, Binary.SUBTYPE_UUID) },
        idIndex: indexes[0]?.spec,
      }));
    const shown = all
      .filter((doc) => test(doc))
      .map((doc) => encode(nameOnly ? { name: doc.name, type: doc.type } : doc));
    const namespace = `${call.database}.$cmd.listCollections`;
    const batch = call.engine.cursors.start(namespace, shown[Symbol.iterator](), batchSize, {
      session: call.session,
    });
    return writeCursor({ namespace, field: "firstBatch", ...batch });
  },
});
