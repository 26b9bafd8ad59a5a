import { ObjectId } from "bson";
import { mongoError } from "../errors/mongo-error.ts";
import { insertDocument } from "../storage/write-document.ts";
import { bsonType, type Doc, decodeFromClient, encode } from "../values/index.ts";
import { needCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { writeBatch, writeErrorsField } from "./write-batch.ts";

/** Stores new documents. */
export const insert = defineCommand("insert", {
  kind: "write",
  options: { documents: "documents!", ordered: "boolean", bypassDocumentValidation: "ignored" },
  *steps(call, { documents, ordered = true }) {
    const given: readonly (Buffer | Doc)[] = call.sequences.get("documents") ?? documents;
    needCollection(call);
    // biome-ignore lint/correctness/useYield: an insertion is short.
    const done = yield* writeBatch(call, given, ordered, function* store(document, done) {
      const { doc, body } = readDocument(document);
      insertDocument(call.engine.catalog, needCollection(call), doc, body);
      done.n++;
    });
    return { n: done.n, ...writeErrorsField(done) };
  },
});

function readDocument(given: Buffer | Doc): { doc: Doc; body: Uint8Array } {
  if (!Buffer.isBuffer(given)) {
    return withId(given);
  }
  const doc = decodeFromClient(given);
  if (Object.keys(doc)[0] !== "_id") {
    return withId(doc);
  }
  checkId(doc._id);
  return { doc, body: given };
}

/** Encodes a document with `_id` as its first field; makes the `_id` if there is none. */
export function withId(given: Doc): { doc: Doc; body: Uint8Array } {
  const { _id = new ObjectId(), ...rest } = given;
  checkId(_id);
  const doc = { _id, ...rest };
  return { doc, body: encode(doc) };
}

function checkId(id: unknown): void {
  const type = bsonType(id);
  if (type === "array" || type === "regex") {
    throw mongoError(53, `The '_id' value cannot be of type ${type}`);
  }
  if (type === "object" && Object.keys(id as Doc).some((name) => name.startsWith("$"))) {
    throw mongoError(52, "_id fields may not contain '$'-prefixed fields");
  }
}
