import { mongoError } from "../errors/mongo-error.ts";
import { type Doc, isNumber } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import { encoded, readView } from "./pipeline-environment.ts";
import { isHint } from "./read-options.ts";
import type { ResolvedView } from "./resolve-view.ts";

/** The options of a `find` on a view. */
export type ViewQuery = {
  filter?: Doc | undefined;
  sort?: Doc | undefined;
  projection?: Doc | undefined;
  skip?: number | undefined;
  limit?: number | undefined;
  singleBatch?: boolean | undefined;
  hint?: unknown;
  let?: Doc | undefined;
};

const notInPipelines = ["min", "max", "returnKey", "showRecordId", "noCursorTimeout"] as const;

/** A find on a view is an aggregation, and has what that has. */
export function findInView(
  call: CommandCall,
  view: ResolvedView,
  query: ViewQuery,
): Iterator<Uint8Array> {
  const { hint, let: given } = query;
  const options = { hint: isHint(hint) ? hint : undefined, given };
  return encoded(readView(call, view, stagesOf(query), options));
}

/** The stages that answer a query. */
export function stagesOf(query: ViewQuery): Doc[] {
  for (const name of notInPipelines) {
    if ((query as Doc)[name]) throw notInPipeline(`Option ${name}`);
  }
  const { filter = {}, sort = {}, projection = {}, skip = 0, limit = 0, singleBatch } = query;
  if (sort.$natural !== undefined) throw notInPipeline("Sort option $natural");
  if (singleBatch && limit !== 1) throw notInPipeline("Option singleBatch");
  return [
    ...(Object.keys(filter).length > 0 ? [{ $match: filter }] : []),
    ...(Object.keys(sort).length > 0 ? [{ $sort: sort }] : []),
    ...(skip > 0 ? [{ $skip: skip }] : []),
    ...(limit !== 0 ? [{ $limit: Math.abs(limit) }] : []),
    ...(Object.keys(projection).length > 0 ? [{ $project: projection }] : []),
  ];
}

function notInPipeline(what: string): Error {
  return mongoError(168, `${what} not supported in aggregation.`);
}

/** How many documents of a view match. */
export function countInView(call: CommandCall, view: ResolvedView, query: ViewQuery): number {
  const stages = [...stagesOf(query), { $count: "count" }];
  const hint = isHint(query.hint) ? query.hint : undefined;
  const [counted] = readView(call, view, stages, { hint });
  return isNumber(counted?.count) ? Number(String(counted!.count)) : 0;
}

/** The different values of a field in a view; arrays count by their elements. */
export function distinctInView(
  call: CommandCall,
  view: ResolvedView,
  { key, query, hint }: { key: string; query: Doc; hint?: unknown },
): unknown[] {
  const parts = key.split(".");
  const paths = parts.map((_part, at) => parts.slice(0, at + 1).join("."));
  const holders = paths.slice(0, -1).map((path) => ({ $eq: [{ $type: `$${path}` }, "object"] }));
  const stages: Doc[] = [
    ...stagesOf({ filter: query }),
    ...paths.map((path) => ({
      $unwind: { path: `$${path}`, preserveNullAndEmptyArrays: true },
    })),
    ...(holders.length > 0 ? [{ $match: { $expr: { $and: holders } } }] : []),
    { $group: { _id: null, values: { $addToSet: `$${key}` } } },
  ];
  const [group] = readView(call, view, stages, { hint: isHint(hint) ? hint : undefined });
  return (group?.values as unknown[] | undefined) ?? [];
}
