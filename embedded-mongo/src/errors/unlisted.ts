import { type MongoError, mongoError, notAvailable } from "./mongo-error.ts";

// Names that MongoDB has and the closed list does not. Other unknown names get MongoDB's own error code.
const names = `
  $where $text $near $nearSphere $geoWithin $geoIntersects $within $mod $expr $jsonSchema $comment $sampleRate
  $bitsAllSet $bitsAllClear $bitsAnySet $bitsAnyClear $alwaysTrue $alwaysFalse $rand $natural
  $mul $rename $currentDate $bit $sort
  $addFields $bucket $bucketAuto $changeStream $changeStreamSplitLargeEvent $collStats $currentOp $densify $documents
  $fill $geoNear $graphLookup $indexStats $listLocalSessions $listSampledQueries $listSearchIndexes $listSessions
  $merge $out $planCacheStats $querySettings $queryStats $rankFusion $redact $replaceRoot $replaceWith $sample $search
  $searchMeta $setWindowFields $shardedDataDistribution $sortByCount $unionWith $vectorSearch
  $accumulator $bottom $bottomN $count $covariancePop $covarianceSamp $denseRank $derivative $documentNumber
  $expMovingAvg $firstN $function $integral $lastN $linearFill $locf $maxN $median $mergeObjects $minN $percentile
  $rank $shift $stdDevPop $stdDevSamp $top $topN $minMaxScaler
  $abs $acos $acosh $allElementsTrue $anyElementTrue $arrayToObject $asin $asinh $atan $atan2 $atanh $avg $binarySize
  $bitAnd $bitNot $bitOr $bitXor $bsonSize $ceil $cmp $concat $concatArrays $convert $cos $cosh $createObjectId
  $dateAdd $dateDiff $dateFromParts $dateFromString $dateSubtract $dateToParts $dateToString $dayOfMonth $dayOfWeek
  $dayOfYear $degreesToRadians $encStrContains $encStrEndsWith $encStrNormalizedEq $encStrStartsWith $exp $filter
  $first $floor $getField $hour $indexOfArray $indexOfBytes $indexOfCP $isArray $isNumber $isoDayOfWeek $isoWeek
  $isoWeekYear $last $let $literal $ln $log $log10 $ltrim $map $max $meta $millisecond $min $minute $month $ne
  $objectToArray $pow $push $radiansToDegrees $range $reduce $regexFind $regexFindAll $regexMatch $replaceAll
  $replaceOne $reverseArray $round $rtrim $second $setDifference $setEquals $setField $setIntersection
  $setIsSubset $setUnion $sigmoid $sin $sinh $slice $sortArray $split $sqrt $strLenBytes $strLenCP $strcasecmp
  $substr $substrBytes $substrCP $subtype $sum $switch $tan $tanh $toArray $toBool $toDate $toDecimal $toDouble
  $toHashedIndexKey $toInt $toLong $toLower $toObject $toObjectId $toUUID $toUpper $trim $trunc $tsIncrement
  $tsSecond $type $unsetField $week $year $zip $elemMatch
  abortTransaction bulkWrite collMod commitTransaction compact convertToCapped createSearchIndexes createUser currentOp
  dbHash dropUser fsync getParameter hostInfo killAllSessions killOp killSessions mapReduce refreshSessions reIndex
  renameCollection replSetGetStatus serverStatus setParameter startSession usersInfo validate
`;

const known = new Set(names.trim().split(/\s+/));

/** Makes the error for a name outside the closed list: code 238 for a name of MongoDB, else `code`. */
export function unlisted(name: string, code: number, message: string): MongoError {
  if (known.has(name)) {
    return notAvailable(name);
  }
  return mongoError(code, `${message}; it is not available in the embedded store; set MONGODB_URI`);
}

/** Says whether a table has an entry of its own with this name. */
export function isIn<Table extends object>(table: Table, name: PropertyKey): name is keyof Table {
  return Object.hasOwn(table, name);
}
