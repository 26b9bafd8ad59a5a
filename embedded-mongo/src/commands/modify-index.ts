import { Int32, Long } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import type { Collection } from "../storage/catalog.ts";
import type { Index } from "../storage/index-definition.ts";
import { type Doc, equalValues } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import { mostTtlSeconds } from "./index-spec.ts";
import { type OptionKinds, type OptionValues, readOptions } from "./read-options.ts";

/** The allow-list of `index` of `collMod`. */
export const modifyIndexOptions = {
  name: "string",
  keyPattern: "document",
  expireAfterSeconds: "integer",
  hidden: "boolean",
  unique: "refused",
  prepareUnique: "refused",
} as const satisfies OptionKinds;

type Modification = OptionValues<typeof modifyIndexOptions>;

/** Hides or shows an index, or changes after what time its documents go. Returns what was and is different. */
export function modifyIndex(call: CommandCall, collection: Collection, given: Doc): Doc {
  const wanted = readOptions("collMod.index", given, modifyIndexOptions);
  const { expireAfterSeconds, hidden } = wanted;
  if (expireAfterSeconds === undefined && hidden === undefined)
    throw mongoError(72, "no expireAfterSeconds, hidden, unique, or prepareUnique field");
  const index = chosen(collection, wanted);
  if (index.name === "_id_" && hidden) throw mongoError(2, "can't hide _id index");
  if (expireAfterSeconds !== undefined) checkTtl(index, expireAfterSeconds);
  const old = index.expireAfterSeconds;
  const isOtherTime = expireAfterSeconds !== undefined && expireAfterSeconds !== old;
  const isOtherHidden = hidden !== undefined && hidden !== index.hidden;
  if (!isOtherTime && !isOtherHidden) return {};
  const { hidden: _hidden, ...spec } = index.spec;
  call.engine.catalog.changeIndex(collection, index, {
    ...spec,
    ...(isOtherTime ? { expireAfterSeconds: new Int32(expireAfterSeconds) } : {}),
    ...((hidden ?? index.hidden) ? { hidden: true } : {}),
  });
  return {
    ...(isOtherTime && old !== undefined ? { expireAfterSeconds_old: Long.fromNumber(old) } : {}),
    ...(isOtherTime ? { expireAfterSeconds_new: Long.fromNumber(expireAfterSeconds) } : {}),
    ...(isOtherHidden ? { hidden_old: index.hidden, hidden_new: hidden } : {}),
  };
}

function chosen(collection: Collection, { name, keyPattern }: Modification): Index {
  if (name !== undefined && keyPattern)
    throw mongoError(72, "Cannot specify both key pattern and name.");
  if (name === undefined && !keyPattern)
    throw mongoError(72, "Must specify either index name or key pattern.");
  const index = collection.indexes.find((one) =>
    keyPattern ? equalValues(one.spec.key, keyPattern) : one.name === name,
  );
  if (index) return index;
  const shown = name ?? JSON.stringify(keyPattern);
  throw mongoError(
    27,
    `cannot find index ${shown} for ns ${collection.database}.${collection.name}`,
  );
}

function checkTtl({ name, fields }: Index, seconds: number): void {
  if (name === "_id_") throw mongoError(72, "the _id field does not support TTL indexes");
  if (fields.length > 1)
    throw mongoError(
      72,
      "TTL indexes are single-field indexes, compound indexes do not support TTL",
    );
  if (seconds < 0 || seconds > mostTtlSeconds)
    throw mongoError(
      72,
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, 0 to ${mostTtlSeconds}`,
    );
}
