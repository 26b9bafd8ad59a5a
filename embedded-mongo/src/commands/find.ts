import { queryDocuments } from "../plan/query-documents.ts";
import { pickFields } from "../project/pick-fields.ts";
import { readProjection } from "../project/read-projection.ts";
import { mapped } from "../task/pause.ts";
import { decode, encode } from "../values/index.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
import { readQuery } from "./read-query.ts";

/** Finds documents and opens a cursor on them. */
export const find = defineCommand("find", {
  kind: "read",
  options: {
    filter: "document",
    projection: "document",
    sort: "document",
    hint: "any",
    skip: "count",
    limit: "count",
    batchSize: "count",
    singleBatch: "boolean",
    allowDiskUse: "ignored",
  },
  *steps(call, given) {
    const { projection = {}, skip = 0, limit, hint, batchSize = 101, singleBatch = false } = given;
    const query = { ...readQuery(call, given), skip, limit, hint };
    const found = queryDocuments({ ...query, expected: batchSize + skip + 1 });
    if (Object.keys(projection).length === 0) {
      return yield* firstBatch(
        call,
        mapped(found, ({ body }) => body),
        batchSize,
        singleBatch,
      );
    }
    const { apply, kept } = readProjection(projection);
    const projected = mapped(found, (one) =>
      encode(apply(kept && !one.isDecoded ? decode(pickFields(one.body, kept)) : one.doc)),
    );
    return yield* firstBatch(call, projected, batchSize, singleBatch);
  },
});
