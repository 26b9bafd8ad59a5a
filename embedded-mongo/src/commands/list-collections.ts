import { Binary } from "bson";
import { compileFilter } from "../match/compile-filter.ts";
import type { Collection } from "../storage/catalog.ts";
import type { View } from "../storage/read-views.ts";
import { type Doc, encode } from "../values/index.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
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
    const { catalog } = call.engine;
    const all = [
      ...catalog.collections(call.database).map(describeCollection),
      ...catalog.viewsOf(call.database).map(describeView),
    ].sort((a, b) => (a.name < b.name ? -1 : 1));
    const shown = all
      .filter((doc) => test(doc))
      .map((doc) => encode(nameOnly ? { name: doc.name, type: doc.type } : doc));
    const namespace = `${call.database}.$cmd.listCollections`;
    return firstBatch(call, namespace, shown[Symbol.iterator](), batchSize);
  },
});

type Described = Doc & { name: string };

function describeCollection({ name, uuid, indexes, options }: Collection): Described {
  return {
    name,
    type: "collection",
    options,
    info: { readOnly: false, uuid: new Binary(uuid, Binary.SUBTYPE_UUID) },
    idIndex: indexes[0]?.spec,
  };
}

function describeView({ name, viewOn, pipeline }: View): Described {
  return { name, type: "view", options: { viewOn, pipeline }, info: { readOnly: true } };
}
