import { Binary } from "bson";
import { compileFilter } from "../match/compile-filter.ts";
import type { Collection } from "../storage/catalog.ts";
import { type Doc, encode } from "../values/index.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
import { readBatchSize } from "./read-options.ts";

/** Lists the collections of a database. */
export const listCollections = defineCommand("listCollections", {
  kind: "read",
  *steps(call, { filter = {}, nameOnly = false, cursor }) {
    const batchSize = readBatchSize("listCollections.cursor", cursor);
    const { test } = compileFilter(filter);
    const shown = call.engine.catalog
      .collections(call.database)
      .map(describe)
      .filter((doc) => test(doc))
      .map((doc) => encode(nameOnly ? { name: doc.name, type: doc.type } : doc));
    return yield* firstBatch(call, shown[Symbol.iterator](), batchSize);
  },
});

function describe({ name, uuid, indexes }: Collection): Doc {
  return {
    name,
    type: "collection",
    options: {},
    info: { readOnly: false, uuid: new Binary(uuid, Binary.SUBTYPE_UUID) },
    idIndex: indexes[0]?.spec,
  };
}
