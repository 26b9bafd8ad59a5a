import { BSONRegExp, deserialize, Int32, Long, ObjectId, serialize } from "bson";
import fc from "fast-check";
import { expect, test } from "vitest";
import { MongoError } from "../errors/mongo-error.ts";
import { anyDoc } from "../testing/arbitrary.ts";
import { identicalValues } from "./compare.ts";
import { decode } from "./decode.ts";
import { fieldName } from "./doc.ts";
import { encode } from "./encode.ts";

test("gives every document back as it was, with types and order", () => {
  fc.assert(
    fc.property(anyDoc, (doc) => {
      const bytes = encode(doc);
      const again = decode(bytes);
      expect(identicalValues(again, doc)).toBe(true);
      expect(Buffer.compare(encode(again), bytes)).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test("writes the bytes that the bson package writes", () => {
  const doc = {
    int: 1,
    double: 1.5,
    text: "häß😀",
    list: [1, "x", null, { a: true }],
    date: new Date(-5),
    id: new ObjectId("0123456789abcdef01234567"),
    long: Long.fromString("-9223372036854775808"),
    regex: new BSONRegExp("a", "i"),
    bytes: Buffer.from([1, 2]),
    left: undefined,
  };
  expect(Buffer.compare(encode(doc), serialize(doc, { ignoreUndefined: true }))).toBe(0);
});

test("keeps names that look like numbers in their place", () => {
  const bytes = serialize(
    new Map<string, unknown>([
      ["b", 1],
      ["10", 2],
      ["9", 3],
      ["__proto__", 4],
    ]),
  );
  const doc = decode(bytes);
  expect(Object.keys(doc).map(fieldName)).toEqual(["b", "10", "9", "__proto__"]);
  expect(Buffer.compare(encode(doc), bytes)).toBe(0);
});

test("refuses bytes that are no document, and nothing else", () => {
  const good = encode({ a: { b: [new Int32(1), "text", new Date(0)] }, c: new ObjectId() });
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), (at, value) => {
      const bad = Buffer.from(good);
      bad[at] = value;
      try {
        decode(bad);
      } catch (error) {
        expect(error).toBeInstanceOf(MongoError);
      }
      expect(() => decode(good.subarray(0, at))).toThrow(MongoError);
    }),
    { numRuns: 2000 },
  );
});

test("refuses what it could not give back: a field twice, text that is not UTF-8", () => {
  const twice = encode({ a: 1, b: 2 });
  twice[twice.indexOf("b".charCodeAt(0))] = "a".charCodeAt(0);
  expect(() => decode(twice)).toThrow("two fields 'a'");
  const broken = encode({ a: "xyz" });
  broken[broken.indexOf("y".charCodeAt(0))] = 0xff;
  expect(() => decode(broken)).toThrow("not valid UTF-8");
  expect(decode(encode({ a: "\ufffd", constructor: 1 }))).toMatchObject({ a: "\ufffd" });
});

test("refuses documents nested deeper than 100 levels", () => {
  const nested = (depth: number): Record<string, unknown> =>
    depth === 1 ? {} : { a: nested(depth - 1) };
  expect(deserialize(encode(nested(100)))).toBeTruthy();
  expect(() => encode(nested(101))).toThrow("nested deeper");
  expect(() => decode(serialize(nested(101)))).toThrow("nested deeper");
});
