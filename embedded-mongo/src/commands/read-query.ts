import { readSortOrder } from "../keys/sort-order.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { lackingIndex } from "../plan/lacking-index.ts";
import type { Query } from "../plan/query-documents.ts";
import { ScanWatch } from "../plan/scan-watch.ts";
import type { Doc } from "../values/index.ts";
import { type CommandCall, collectionName } from "./command-call.ts";

/** The filter and the order of a query as a client sends them. */
export interface QuerySpec {
  readonly filter?: Doc | undefined;
  readonly sort?: Doc | undefined;
}

/**
 * Reads a query on the collection of a command or on another one of its database. The query logs a warning with the
 * missing index when it reads many documents for few results.
 */
export function readQuery(
  call: CommandCall,
  spec: QuerySpec,
  name: string = collectionName(call),
): Query {
  const { engine, database, task, command } = call;
  const filter = compileFilter(spec.filter ?? {});
  const sort = readSortOrder(spec.sort);
  const namespace = `${database}.${name}`;
  const watch = new ScanWatch(() => {
    engine.notice({
      level: "warn",
      message: `A query on ${namespace} reads more than 10,000 documents; it lacks an index`,
      details: { namespace, command, index: lackingIndex(filter.root, sort?.fields) },
    });
  });
  return { collection: engine.catalog.find(database, name), task, filter, sort, watch };
}
