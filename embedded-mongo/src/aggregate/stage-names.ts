/** The allow-list of aggregation stages. */
export const stageNames: ReadonlySet<string> = new Set([
  ...[
    "$match",
    "$project",
    "$addFields",
    "$set",
    "$unset",
    "$replaceRoot",
    "$replaceWith",
    "$group",
    "$sort",
  ],
  ...[
    "$limit",
    "$skip",
    "$sample",
    "$unwind",
    "$lookup",
    "$facet",
    "$count",
    "$sortByCount",
    "$bucket",
  ],
  ...["$unionWith", "$merge", "$out"],
]);

/** Stages that a MongoDB server has and this store refuses by name. */
export const serverOnlyStages: ReadonlySet<string> = new Set([
  ...[
    "$bucketAuto",
    "$changeStream",
    "$changeStreamSplitLargeEvent",
    "$collStats",
    "$currentOp",
    "$densify",
  ],
  ...[
    "$documents",
    "$fill",
    "$geoNear",
    "$graphLookup",
    "$indexStats",
    "$listLocalSessions",
    "$listSessions",
  ],
  ...[
    "$listSampledQueries",
    "$listSearchIndexes",
    "$planCacheStats",
    "$querySettings",
    "$queryStats",
    "$rankFusion",
  ],
  ...[
    "$redact",
    "$search",
    "$searchMeta",
    "$setWindowFields",
    "$shardedDataDistribution",
    "$vectorSearch",
  ],
]);
