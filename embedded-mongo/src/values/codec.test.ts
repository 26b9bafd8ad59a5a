import { type Document, Int32, ObjectId, serialize } from "bson";
import fc from "fast-check";
import { expect, test } from "vitest";
import { MongoError } from "../errors/mongo-error.ts";
import { anyDoc } from "../testing/arbitrary.ts";
import { checkDocument, decode, decodeFromClient, encode } from "./codec.ts";

test("returns every document as it was, with types and order", () => {
  fc.assert(
    fc.property(anyDoc, (doc) => {
      const bytes = encode(doc);
      expect(Buffer.compare(encode(decode(bytes)), bytes)).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test("refuses bytes that are no document with error 22", () => {
  const good = encode({ a: { b: [new Int32(1), "text", new Date(0)] }, c: new ObjectId() });
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), (at, value) => {
      const bad = Buffer.from(good);
      bad[at] = value;
      try {
        decodeFromClient(bad);
      } catch (error) {
        expect(error).toBeInstanceOf(MongoError);
      }
      expect(() => decode(good.subarray(0, at))).toThrow(MongoError);
    }),
    { numRuns: 2000 },
  );
});

test("refuses text that is not UTF-8", () => {
  const broken = encode({ a: "xyz" });
  broken[broken.indexOf("y".charCodeAt(0))] = 0xff;
  expect(() => decode(broken)).toThrow(expect.objectContaining({ code: 22 }));
});

test("refuses documents nested deeper than 100 levels", () => {
  const nested = (depth: number): Document => (depth === 1 ? {} : { a: nested(depth - 1) });
  checkDocument(nested(100));
  expect(() => checkDocument(nested(101))).toThrow("nested deeper");
  expect(() => decodeFromClient(serialize(nested(101)))).toThrow("nested deeper");
});

test("refuses a field named __proto__ and types outside the closed list", () => {
  const bytes = Buffer.from(serialize({ a: { b___proto: 1 } }));
  bytes.write("__proto__", bytes.indexOf("b___proto"));
  expect(() => decodeFromClient(bytes)).toThrow("'__proto__'");
  const reference = serialize({ a: { $ref: "people", $id: new ObjectId() } });
  expect(() => decodeFromClient(reference)).toThrow("BSON type DBRef is not available");
});
