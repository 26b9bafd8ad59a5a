/** The allow-list of aggregation stages. */
export const stageNames: ReadonlySet<string> = new Set([
  ...["$addFields", "$bucket", "$collStats", "$count", "$documents", "$facet", "$group"],
  ...["$limit", "$listLocalSessions", "$lookup", "$match", "$merge", "$out", "$project"],
  ...["$replaceRoot", "$replaceWith", "$sample", "$set", "$skip", "$sort", "$sortByCount"],
  ...["$unionWith", "$unset", "$unwind"],
]);

/** The stages that bring documents of their own, so that they can only be the first. */
export const sourceStages: ReadonlySet<string> = new Set([
  "$collStats",
  "$documents",
  "$listLocalSessions",
]);

const serverOnly: ReadonlySet<string> = new Set([
  ...["$bucketAuto", "$changeStream", "$changeStreamSplitLargeEvent", "$currentOp", "$densify"],
  ...["$fill", "$geoNear", "$graphLookup", "$indexStats", "$listSessions", "$listSampledQueries"],
  ...["$listSearchIndexes", "$planCacheStats", "$querySettings", "$queryStats", "$rankFusion"],
  ...["$redact", "$search", "$searchMeta", "$setWindowFields", "$shardedDataDistribution"],
  "$vectorSearch",
]);

/** Says whether a MongoDB server has a stage that this store refuses by name. */
export function isServerOnly(stage: string): boolean {
  return serverOnly.has(stage);
}
