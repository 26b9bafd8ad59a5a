import { Decimal128, Double, Int32, Long } from "bson";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyNumber, anyValue } from "../testing/arbitrary.ts";
import { emptyArray } from "../values/bson-type.ts";
import { compareValues } from "../values/compare.ts";
import type { Doc } from "../values/doc.ts";
import { afterPrefix } from "./after-prefix.ts";
import { encodeKey } from "./encode-key.ts";

import { indexKeysOf } from "./index-keys.ts";

const i = (value: number) => new Int32(value);

describe("encodeKey", () => {
  test("orders bytes as values are ordered, in both directions", () => {
    fc.assert(
      fc.property(anyValue, anyValue, fc.constantFrom<1 | -1>(1, -1), (a, b, direction) => {
        const bytes = Buffer.compare(encodeKey([a], [direction]), encodeKey([b], [direction]));
        expect(Math.sign(bytes)).toBe(Math.sign(compareValues(a, b) * direction) + 0);
      }),
      { numRuns: 5000 },
    );
  });

  test("orders numbers of all types exactly", () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        const bytes = Buffer.compare(encodeKey([a], [1]), encodeKey([b], [1]));
        expect(Math.sign(bytes)).toBe(Math.sign(compareValues(a, b)) + 0);
      }),
      { numRuns: 20_000 },
    );
  });

  test("orders values transitively", () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort(compareValues);
        expect(compareValues(x, y)).toBeLessThanOrEqual(0);
        expect(compareValues(y, z)).toBeLessThanOrEqual(0);
        expect(compareValues(x, z)).toBeLessThanOrEqual(0);
        expect(Math.sign(compareValues(a, b))).toBe(-Math.sign(compareValues(b, a)) + 0);
      }),
      { numRuns: 3000 },
    );
  });

  test("orders compound keys field by field", () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, anyValue, (a, b, c, d) => {
        const bytes = Buffer.compare(encodeKey([a, b], [1, -1]), encodeKey([c, d], [1, -1]));
        const order = compareValues(a, c) || -compareValues(b, d);
        expect(Math.sign(bytes)).toBe(Math.sign(order) + 0);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [new Double(0.1), Decimal128.fromString("0.1"), 1],
    [Long.fromString("9007199254740993"), new Double(9007199254740992), 1],
    [Decimal128.fromString("1E+400"), new Double(Number.MAX_VALUE), 1],
    [Decimal128.fromString("1E-400"), new Double(0), 1],
    [Decimal128.fromString("5.0"), new Int32(5), 0],
  ])("compares %s with %s", (a, b, order) => {
    expect(Math.sign(compareValues(a, b))).toBe(order);
    expect(Buffer.compare(encodeKey([a], [1]), encodeKey([b], [1]))).toBe(order);
  });
});

test("ends the keys of a prefix where the next begin", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 4 }),
      fc.uint8Array({ maxLength: 3 }),
      (prefix, more) => {
        const end = afterPrefix(Buffer.from(prefix));
        const longer = Buffer.concat([prefix, more]);
        if (end) {
          expect(Buffer.compare(longer, end)).toBe(-1);
        } else {
          expect([...prefix].every((byte) => byte === 255)).toBe(true);
        }
      },
    ),
  );
});

describe("indexKeysOf", () => {
  const keysOf = (doc: Doc, pattern: Doc, sparse = false) => {
    const paths = Object.keys(pattern).map((field) => field.split("."));
    return indexKeysOf(doc, { paths, sparse }).keys;
  };

  test.each<[string, Doc, Doc, unknown[][]]>([
    ["a plain value", { a: i(1) }, { a: 1 }, [[i(1)]]],
    ["a missing field", {}, { a: 1 }, [[null]]],
    ["an array", { a: [i(1), i(2), i(1)] }, { a: 1 }, [[i(1)], [i(2)]]],
    ["an empty array", { a: [] }, { a: 1 }, [[emptyArray]]],
    ["an array in an array", { a: [[i(1)], i(2)] }, { a: 1 }, [[[i(1)]], [i(2)]]],
    [
      "documents in an array",
      { a: [{ b: i(1) }, { b: i(2) }, {}] },
      { "a.b": 1 },
      [[i(1)], [i(2)], [null]],
    ],
    ["scalars where documents are wanted", { a: [i(1), i(2)] }, { "a.b": 1 }, [[null]]],
    [
      "two fields of one array",
      { a: [{ b: i(1), c: i(2) }, { b: i(3) }] },
      { "a.b": 1, "a.c": 1 },
      [
        [i(1), i(2)],
        [i(3), null],
      ],
    ],
    [
      "an array and a scalar",
      { a: [i(1), i(2)], b: i(9) },
      { a: 1, b: 1 },
      [
        [i(1), i(9)],
        [i(2), i(9)],
      ],
    ],
    [
      "nested arrays",
      { a: [{ b: [i(1), i(2)] }, { b: i(3) }] },
      { "a.b": 1 },
      [[i(1)], [i(2)], [i(3)]],
    ],
    ["an empty array on the way", { a: [] }, { "a.b": 1 }, [[null]]],
  ])("indexes %s", (_name, doc, pattern, keys) => {
    expect(keysOf(doc, pattern)).toEqual(keys);
  });

  test("refuses two arrays side by side", () => {
    expect(() => keysOf({ a: [i(1)], b: [i(2)] }, { a: 1, b: 1 })).toThrow(
      expect.objectContaining({ code: 171 }),
    );
  });

  test("has no key in a sparse index for a document without its fields", () => {
    expect(keysOf({ x: i(1) }, { a: 1, b: 1 }, true)).toEqual([]);
    expect(keysOf({ b: i(1) }, { a: 1, b: 1 }, true)).toEqual([[null, i(1)]]);
    expect(keysOf({ a: null }, { a: 1 }, true)).toEqual([[null]]);
  });
});
