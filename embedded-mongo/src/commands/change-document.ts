import { ObjectId } from "bson";
import type { CompiledFilter } from "../match/compile-filter.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import { insertDocument, replaceDocument } from "../storage/write-document.ts";
import type { CompiledUpdate } from "../update/compile-update.ts";
import { upsertDocument } from "../update/upsert-document.ts";
import { checkDocument, type Doc, encode } from "../values/index.ts";
import { type CommandCall, needCollection } from "./command-call.ts";
import { withId } from "./insert.ts";

/** Applies an update to one stored document. Returns the new document, or `undefined` if nothing changed. */
export function changeDocument(
  { engine }: CommandCall,
  found: FoundDocument,
  filter: CompiledFilter,
  update: CompiledUpdate,
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
  replaceDocument(engine.catalog, found.collection, found, { doc: after, body });
  return after;
}

/** Inserts the document that an upsert makes of its filter and its update. */
export function insertUpsert(
  call: CommandCall,
  filter: CompiledFilter,
  update: CompiledUpdate,
): Doc {
  const made = upsertDocument(filter, update);
  const { doc, body } = withId({ _id: made._id ?? new ObjectId(), ...made });
  insertDocument(call.engine.catalog, needCollection(call), doc, body);
  return doc;
}
