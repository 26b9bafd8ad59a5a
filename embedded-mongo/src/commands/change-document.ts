import { ObjectId } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import type { CompiledFilter } from "../match/compile-filter.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import type { Collection } from "../storage/catalog.ts";
import type { CompiledUpdate } from "../update/compile-update.ts";
import { upsertDocument } from "../update/upsert-document.ts";
import { type Doc, encode, identicalValues } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import { withId } from "./insert.ts";
import { storeChanged, storeNew } from "./store-document.ts";

/** A filter and the update for what it finds. */
export type Change = { filter: CompiledFilter; update: CompiledUpdate };

/** Applies an update to one stored document. Returns the new document, or `undefined` if nothing changed. */
export function changeDocument(
  call: CommandCall,
  collection: Collection,
  found: FoundDocument,
  { filter, update }: Change,
): Doc | undefined {
  const before = found.doc;
  const after = update.apply(before, {
    isInsert: false,
    position: update.usesPosition ? filter.position(before) : undefined,
    now: call.now,
  });
  if (after === before) return undefined;
  if (after._id !== before._id && !identicalValues(after._id, before._id)) {
    throw mongoError(
      66,
      update.isReplacement
        ? "After applying the update, the (immutable) field '_id' was found to have been altered"
        : "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  const body = encode(after);
  if (found.body.equals(body)) return undefined;
  storeChanged(call, collection, found, { doc: after, body });
  return after;
}

/** Inserts what an upsert makes of its filter and its update. */
export function insertUpsert(
  call: CommandCall,
  collection: Collection,
  { filter, update }: Change,
): Doc {
  const made = upsertDocument(filter, update, call.now);
  const inserted = withId({ _id: made._id ?? new ObjectId(), ...made });
  storeNew(call, collection, inserted);
  return inserted.doc;
}
