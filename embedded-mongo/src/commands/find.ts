import type { closedList } from "../closed-list.ts";
import { readSortOrder } from "../keys/sort-order.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { type Query, queryDocuments } from "../plan/query-documents.ts";
import { readProjection } from "../project/read-projection.ts";
import { type Pause, pause } from "../task/pause.ts";
import { encode } from "../values/index.ts";
import { type CommandCall, collectionName, findCollection, watchQuery } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { firstBatch } from "./first-batch.ts";
import type { OptionValues } from "./read-options.ts";

type Options = OptionValues<typeof closedList.commands.find>;

/** Finds documents and opens a cursor on them. */
export const find = defineCommand("find", {
  kind: "read",
  *steps(call, given) {
    const { batchSize = 101, singleBatch = false, noCursorTimeout = false } = given;
    const options = { isSingle: singleBatch, staysOpen: noCursorTimeout };
    return yield* firstBatch(call, results(call, given), batchSize, options);
  },
});

function results(call: CommandCall, given: Options): Generator<Uint8Array | Pause> {
  const query = readQuery(call, given);
  const { projection } = given;
  const isProjected = projection && Object.keys(projection).length > 0;
  const project = isProjected ? readProjection(projection) : undefined;
  const collection = findCollection(call);
  return (function* found() {
    if (!collection) {
      return;
    }
    for (const one of queryDocuments(collection, query)) {
      if (one === pause) {
        yield pause;
      } else {
        yield project ? encode(project(one.doc)) : one.body;
      }
    }
  })();
}

function readQuery(call: CommandCall, given: Options): Query {
  const { skip = 0, limit = 0, hint, batchSize = 101 } = given;
  const filter = compileFilter(given.filter ?? {});
  const sort = readSortOrder(given.sort);
  return {
    ...{ task: call.task, filter, sort, skip, limit, hint },
    expected: batchSize + skip + 1,
    watch: watchQuery(call, collectionName(call), filter.root, sort?.fields),
  };
}
