import { mongoError } from "../errors/mongo-error.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import type { Collection } from "../storage/catalog.ts";
import type { Validator } from "../storage/validator.ts";
import { insertDocument, replaceDocument } from "../storage/write-document.ts";
import { type Doc, decode } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";

/** Stores a new document if the collection's validator has nothing against it. */
export function storeNew(
  call: CommandCall,
  collection: Collection,
  { doc, body }: { doc: Doc; body: Uint8Array },
): void {
  const { validator } = collection;
  if (validator && !bypasses(call)) validate(call, collection, validator, body);
  insertDocument(call.engine.catalog, collection, doc, body);
}

/** Stores a new version of a document if the collection's validator has nothing against it. */
export function storeChanged(
  call: CommandCall,
  collection: Collection,
  found: FoundDocument,
  after: { doc: Doc; body: Uint8Array },
): void {
  const { validator } = collection;
  if (validator && !bypasses(call)) {
    const isChecked = validator.isStrict || validator.accepts(decode(found.body));
    if (isChecked) validate(call, collection, validator, after.body);
  }
  replaceDocument(
    call.engine.catalog,
    collection,
    found.record,
    { doc: found.doc, body: found.body },
    after,
  );
}

const bypasses = ({ body }: CommandCall): boolean => Boolean(body.bypassDocumentValidation);

// From the bytes: of what is to be stored only some fields may have been decoded.
function validate(
  call: CommandCall,
  { database, name }: Collection,
  validator: Validator,
  body: Uint8Array,
): void {
  const doc = decode(body);
  if (validator.accepts(doc)) return;
  const errInfo = { failingDocumentId: doc._id, details: validator.details(doc) };
  if (validator.isEnforced) throw mongoError(121, "Document failed validation", { errInfo });
  call.engine.notice({
    message: `A document of ${database}.${name} fails the collection's validation`,
    details: { command: call.command, ...errInfo },
  });
}
