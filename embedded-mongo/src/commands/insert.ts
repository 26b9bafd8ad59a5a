import { ObjectId } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { bsonType, type Doc, decodeShallow, encode } from "../values/index.ts";
import { maxWriteBatchSize } from "../wire/limits.ts";
import { type CommandCall, collectionName, needCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { storeNew } from "./store-document.ts";
import { runBatch, writeErrorsField } from "./write-errors.ts";

/** Stores new documents. */
export const insert = defineCommand({
  name: "insert",
  kind: "write",
  options: { documents: "documents", ordered: "boolean", bypassDocumentValidation: "boolean" },
  run(call, { documents, ordered = true }) {
    if (!documents)
      throw mongoError(40414, "BSON field 'insert.documents' is missing but a required field");
    const given: readonly (Buffer | Doc)[] = call.sequences.get("documents") ?? documents;
    checkBatchSize(given.length);
    let n = 0;
    const isView = call.engine.catalog.view(call.database, collectionName(call)) !== undefined;
    const made = isView ? undefined : needCollection(call);
    const errors = runBatch(given, ordered, (document) => {
      // On a view every document fails by itself.
      const collection = made ?? needCollection(call);
      storeNew(call, collection, readDocument(document));
      n++;
    });
    return { n, ...writeErrorsField(errors) };
  },
});

/** A batch must carry something, and not too much. */
export function checkBatchSize(length: number): void {
  if (length < 1 || length > maxWriteBatchSize) {
    throw mongoError(
      16,
      `Write batch sizes must be between 1 and ${maxWriteBatchSize}. Got ${length} operations.`,
    );
  }
}

function readDocument(given: Buffer | Doc): { doc: Doc; body: Uint8Array } {
  if (Buffer.isBuffer(given)) {
    const doc = decodeShallow(given);
    if (Object.keys(doc)[0] === "_id") {
      checkId(doc._id);
      return { doc, body: given };
    }
    return withId(doc);
  }
  return withId(given);
}

/** Puts `_id` first, made if there is none, and encodes the document. */
export function withId(given: Doc): { doc: Doc; body: Uint8Array } {
  const { _id = new ObjectId(), ...rest } = given;
  checkId(_id);
  const doc = { _id, ...rest };
  return { doc, body: encode(doc) };
}

function checkId(id: unknown): void {
  const type = bsonType(id);
  if (type === "array") throw mongoError(53, "The '_id' value cannot be of type array");
  if (type === "regex") throw mongoError(53, "The '_id' value cannot be of type regex");
  if (type === "undefined") throw mongoError(53, "The '_id' value cannot be of type undefined");
  if (type === "object") {
    const dollar = Object.keys(id as Doc).find((key) => key.startsWith("$"));
    if (dollar) {
      throw mongoError(
        52,
        `_id fields may not contain '$'-prefixed fields: ${dollar} is not valid for storage.`,
      );
    }
  }
}

/** The documents of `$out` and the like, stored as an insert would. */
export function insertAll(call: CommandCall, name: string, documents: Iterable<Doc>): void {
  const collection = needCollection(call, name);
  for (const document of documents) {
    storeNew(call, collection, withId(document));
  }
}
