import { Int32 } from "bson";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { anyDoc, anyValue } from "../testing/arbitrary.ts";
import { decode, encode } from "../values/codec.ts";
import type { Doc } from "../values/doc.ts";
import { compileUpdate } from "./compile-update.ts";
import { upsertDocument } from "./upsert-document.ts";

const i = (value: number) => new Int32(value);

describe("compileUpdate", () => {
  const paths = fc.constantFrom(
    "a",
    "b",
    "a.b",
    "a.0",
    "a.1",
    "a.$[]",
    "a.b.c",
    "constructor",
    "10",
  );
  const operators = fc.constantFrom(
    "$set",
    "$unset",
    "$inc",
    "$min",
    "$max",
    "$push",
    "$addToSet",
    "$pull",
    "$pop",
    "$setOnInsert",
  );
  const change = fc.tuple(operators, paths, anyValue);

  test("leaves the document it is given as it was", () => {
    fc.assert(
      fc.property(anyDoc, fc.array(change, { minLength: 1, maxLength: 3 }), (doc, changes) => {
        const before = encode(doc);
        const update: Record<string, Doc> = {};
        for (const [operator, path, value] of changes) {
          update[operator] = { ...update[operator], [path]: value };
        }
        try {
          const after = compileUpdate(update).apply(doc, { isInsert: false });
          expect(Buffer.from(encode(decode(encode(after))))).toEqual(Buffer.from(encode(after)));
        } catch (error) {
          expect(error).toBeInstanceOf(MongoError);
        }
        expect(Buffer.compare(encode(doc), before)).toBe(0);
      }),
      { numRuns: 3000 },
    );
  });

  test("finds what it has set", () => {
    fc.assert(
      fc.property(anyDoc, fc.constantFrom("a", "x.y", "b"), anyValue, (doc, path, value) => {
        const update = compileUpdate({ $set: { [path]: value } });
        try {
          const after = update.apply(doc, { isInsert: false });
          expect(update.apply(after, { isInsert: false })).toEqual(after);
        } catch (error) {
          expect(error).toMatchObject({ code: 28 });
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("returns the very document if nothing changes", () => {
    const doc = { _id: i(1), a: i(1), list: [i(1)] };
    for (const update of [
      { $unset: { z: "" } },
      { $addToSet: { list: i(1) } },
      { $pull: { list: i(7) } },
      { $min: { a: i(5) } },
    ]) {
      expect(compileUpdate(update).apply(doc, { isInsert: false })).toBe(doc);
    }
  });
});

describe("upsertDocument", () => {
  test("puts `_id` first, or leaves it for the caller", () => {
    const made = (filter: Doc) =>
      upsertDocument(compileFilter(filter), compileUpdate({ $set: { a: i(1) } }));
    expect(Object.keys(made({ z: i(1), _id: i(5) }))).toEqual(["_id", "z", "a"]);
    expect(Object.keys(made({ z: i(1) }))).toEqual(["z", "a"]);
  });
});
