import { mongoError } from "../errors/mongo-error.ts";
import { readSortOrder } from "../keys/sort-order.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { type Query, queryDocuments } from "../plan/query-documents.ts";
import { readProjection } from "../project/read-projection.ts";
import { type Pause, pause } from "../task/pause.ts";
import { encode } from "../values/index.ts";
import { type CommandCall, collectionName, findCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
import { isHint, type OptionKinds, type OptionValues } from "./read-options.ts";

const options = {
  filter: "document",
  projection: "document",
  sort: "document",
  hint: "any",
  skip: "integer",
  limit: "integer",
  batchSize: "integer",
  singleBatch: "boolean",
  noCursorTimeout: "boolean",
  allowDiskUse: "ignored",
  tailable: "refused",
  awaitData: "refused",
} as const satisfies OptionKinds;

type Options = OptionValues<typeof options>;

const defaultBatchSize = 101;

/** Finds documents and opens a cursor on them. */
export const find = defineCommand({
  name: "find",
  kind: "read",
  options,
  *steps(call, given) {
    const { batchSize = defaultBatchSize, singleBatch, noCursorTimeout } = given;
    return yield* firstBatch(
      call,
      `${call.database}.${collectionName(call)}`,
      results(call, given),
      batchSize,
      { single: singleBatch === true, keepsOpen: noCursorTimeout === true },
    );
  },
});

function results(call: CommandCall, given: Options): Generator<Uint8Array | Pause> {
  const query = readQuery(call, given);
  const { projection } = given;
  const isProjected = projection && Object.keys(projection).length > 0;
  const project = isProjected ? readProjection(projection) : undefined;
  const collection = findCollection(call);
  return (function* found() {
    if (!collection) return;
    for (const one of queryDocuments(collection, query)) {
      if (one === pause) yield pause;
      else yield project ? encode(project(one.doc)) : one.body;
    }
  })();
}

function readQuery(call: CommandCall, given: Options): Query {
  const { skip = 0, limit = 0, hint, batchSize = defaultBatchSize } = given;
  for (const [field, value] of Object.entries({ skip, limit, batchSize })) {
    if (value < 0)
      throw mongoError(51024, `BSON field '${field}' value must be >= 0, actual value '${value}'`);
  }
  const filter = compileFilter(given.filter ?? {});
  const sort = readSortOrder(given.sort);
  return {
    ...{ task: call.task, filter, sort, skip, limit },
    hint: isHint(hint) ? hint : undefined,
    expected: batchSize + skip + 1,
    watch: watchQuery(call, collectionName(call), filter.root, sort?.fields),
  };
}
