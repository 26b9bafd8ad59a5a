import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "bson";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyNumber, anyValue } from "../testing/arbitrary.ts";
import { emptyArray } from "../values/bson-type.ts";
import type { Doc } from "../values/doc.ts";
import { afterPrefix } from "./after-prefix.ts";
import { encodeKey } from "./encode-key.ts";
import { indexKeysOf } from "./index-keys.ts";

const i = (value: number) => new Int32(value);

const dec = (text: string) => Decimal128.fromString(text);
const order = (a: unknown, b: unknown) => Buffer.compare(encodeKey([a], [1]), encodeKey([b], [1]));

describe("encodeKey", () => {
  /** Values of all types in MongoDB's order; equal ones stand in one list. */
  const ladder: unknown[][] = [
    [new MinKey()],
    [emptyArray],
    [null],
    [new Double(Number.NaN), dec("NaN")],
    [new Double(-Infinity), dec("-Infinity")],
    [Long.MIN_VALUE],
    [new Int32(-1), dec("-1.0")],
    [new Double(-0.5)],
    [i(0), new Double(-0), dec("-0E+9"), Long.ZERO],
    [dec("1E-400")],
    [new Double(5e-324)],
    [new Double(0.1)],
    [dec("0.1000000000000000055511151231257828")],
    [new Double(0.5), dec("0.5")],
    [i(5), new Double(5), Long.fromNumber(5), dec("5.0")],
    [new Double(9007199254740992), Long.fromString("9007199254740992")],
    [Long.fromString("9007199254740993"), dec("9007199254740993")],
    [new Double(Number.MAX_VALUE)],
    [dec("1E+400")],
    [new Double(Infinity), dec("Infinity")],
    [""],
    ["a"],
    ["a\0"],
    ["a\0b"],
    ["ab"],
    ["\uffff"],
    ["😀"],
    [{}],
    [{ a: i(1) }, { a: new Double(1) }],
    [{ a: i(1), b: null }],
    [{ b: i(0) }],
    [{ a: "" }],
    [[]],
    [[i(1)]],
    [[i(1), i(0)]],
    [["a"]],
    [new Binary(Buffer.from([9]))],
    [new Binary(Buffer.from([9]), 5)],
    [new Binary(Buffer.from([1, 1]))],
    [new ObjectId("000000000000000000000001")],
    [false],
    [true],
    [new Date(-1)],
    [new Date(0)],
    [new Date(1)],
    [new Timestamp({ t: 1, i: 1 })],
    [new BSONRegExp("a")],
    [new BSONRegExp("a", "i")],
    [new MaxKey()],
  ];
  const steps = ladder.flatMap((values, step) => values.map((value) => ({ value, step })));

  test("orders the values of all types as MongoDB does, in both directions", () => {
    for (const one of steps) {
      for (const other of steps) {
        const expected = Math.sign(one.step - other.step);
        expect(order(one.value, other.value)).toBe(expected);
        const [a, b] = [encodeKey([one.value], [-1]), encodeKey([other.value], [-1])];
        expect(Buffer.compare(a, b)).toBe(0 - expected);
      }
    }
  });

  test("orders integers and doubles exactly", () => {
    const native = (value: unknown) => (value instanceof Long ? value.toBigInt() : Number(value));
    const numbers = anyNumber.filter(
      (value) => !(value instanceof Decimal128) && !Number.isNaN(Number(value)),
    );
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [x, y] = [native(a), native(b)];
        expect(order(a, b)).toBe(x < y ? -1 : Number(x > y));
      }),
      { numRuns: 20_000 },
    );
  });

  test("orders compound keys field by field", () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, anyValue, (a, b, c, d) => {
        const bytes = Buffer.compare(encodeKey([a, b], [1, -1]), encodeKey([c, d], [1, -1]));
        expect(bytes).toBe((order(a, c) || -order(b, d)) + 0);
      }),
      { numRuns: 2000 },
    );
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
