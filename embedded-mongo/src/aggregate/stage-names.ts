import type { Doc } from "../values/doc.ts";

/** The allow-list of aggregation stages. */
export const stageNames: ReadonlySet<string> = new Set([
  ...["$addFields", "$bucket", "$bucketAuto", "$collStats", "$count", "$documents", "$facet"],
  ...["$fill", "$graphLookup", "$group", "$limit", "$listLocalSessions", "$lookup", "$match"],
  ...["$merge", "$out", "$project", "$redact", "$replaceRoot", "$replaceWith", "$sample", "$set"],
  ...["$setWindowFields", "$skip", "$sort", "$sortByCount", "$unionWith", "$unset", "$unwind"],
]);

/** The stages that bring documents of their own, so that they can only be the first. */
export const sourceStages: ReadonlySet<string> = new Set([
  "$collStats",
  "$documents",
  "$listLocalSessions",
]);

const serverOnly: ReadonlySet<string> = new Set([
  ...["$changeStream", "$changeStreamSplitLargeEvent", "$currentOp", "$densify", "$geoNear"],
  ...["$indexStats", "$listSampledQueries", "$listSearchIndexes", "$listSessions"],
  ...["$planCacheStats", "$querySettings", "$queryStats", "$rankFusion", "$search", "$searchMeta"],
  ...["$shardedDataDistribution", "$vectorSearch"],
]);

/** Says whether a MongoDB server has a stage that this store refuses by name. */
export function isServerOnly(stage: string): boolean {
  return serverOnly.has(stage);
}

/** The name of a stage as it is written; `undefined` for none. */
export function stageName(stage: Doc | undefined): string | undefined {
  return stage && Object.keys(stage)[0];
}
