import { ObjectId } from "bson";
import { type CompiledFilter, compileFilter } from "../match/compile-filter.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import type { Collection } from "../storage/catalog.ts";
import { insertDocument, replaceDocument } from "../storage/write-document.ts";
import { type CompiledUpdate, compileUpdate } from "../update/compile-update.ts";
import { upsertDocument } from "../update/upsert-document.ts";
import { checkDocument, type Doc, encode } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import { withId } from "./insert.ts";

/** A filter and the update of the documents that match it. */
export interface Change {
  filter: CompiledFilter;
  update: CompiledUpdate;
}

/** Reads a filter and an update. */
export function readChange(q: Doc, u: unknown, arrayFilters: readonly Doc[] | undefined): Change {
  return { filter: compileFilter(q), update: compileUpdate(u, arrayFilters) };
}

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
  });
  if (after === before) {
    return undefined;
  }
  checkDocument(after);
  const body = encode(after);
  if (found.body.equals(body)) {
    return undefined;
  }
  const stored = { doc: before, body: found.body };
  replaceDocument(call.engine.catalog, collection, found.record, stored, { doc: after, body });
  return after;
}

/** Inserts the document that an upsert makes of its filter and its update. */
export function insertUpsert(
  call: CommandCall,
  collection: Collection,
  { filter, update }: Change,
): Doc {
  const made = upsertDocument(filter, update);
  const { doc, body } = withId({ _id: made._id ?? new ObjectId(), ...made });
  insertDocument(call.engine.catalog, collection, doc, body);
  return doc;
}
