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
import type { Doc } from "../values/doc.ts";

const decimals = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n }),
    fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -6176, max: 6111 })),
  )
  .map(([coefficient, exponent]) => Decimal128.fromString(`${coefficient}E${exponent}`));

/** Numbers of all four types, often equal or near each other. */
export const anyNumber = fc.oneof(
  fc
    .integer({ min: -5, max: 5 })
    .chain((value) =>
      fc.constantFrom<unknown>(
        new Int32(value),
        new Double(value),
        Long.fromNumber(value),
        Decimal128.fromString(String(value)),
        new Double(value + 0.5),
        Decimal128.fromString(`${value}.5`),
      ),
    ),
  fc.integer().map((value) => new Int32(value)),
  fc.double().map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc
    .bigInt({ min: 2n ** 53n - 4n, max: 2n ** 53n + 4n })
    .chain((value) =>
      fc.constantFrom<unknown>(
        Long.fromBigInt(value),
        new Double(Number(value)),
        Decimal128.fromString(String(value)),
        Decimal128.fromString(`${value}.5`),
      ),
    ),
  decimals,
  fc.constantFrom<unknown>(
    new Double(Number.NaN),
    new Double(-0),
    new Double(Infinity),
    new Double(-Infinity),
    Decimal128.fromString("NaN"),
    Decimal128.fromString("-Infinity"),
    Decimal128.fromString("Infinity"),
    Decimal128.fromString("-0E+9"),
    new Double(5e-324),
    new Double(Number.MAX_VALUE),
    Decimal128.fromString("1E-6176"),
  ),
);

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom("", "a", "ab", "a\0", "a\0b", "\uffff", "😀"),
);

const scalars = fc.oneof(
  { arbitrary: anyNumber, weight: 4 },
  { arbitrary: texts, weight: 3 },
  fc.constantFrom<unknown>(null, true, false, new MinKey(), new MaxKey()),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc
    .tuple(fc.uint8Array({ maxLength: 3 }), fc.constantFrom(0, 4, 5))
    .map(([bytes, subtype]) => new Binary(bytes, subtype)),
  fc.date({ noInvalidDate: true }),
  fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom("a", "b", "ab").map((pattern) => new BSONRegExp(pattern, "i")),
);

const names = fc.constantFrom("a", "b", "ab", "10", "9", "constructor", "");

/** Any BSON value, with a little nesting. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; doc: Doc }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { arbitrary: scalars, weight: 6 },
    fc.array(tie("value"), { maxLength: 3 }),
    tie("doc"),
  ),
  doc: fc
    .uniqueArray(fc.tuple(names, tie("value")), { maxLength: 3, selector: ([name]) => name })
    .map((entries) => Object.fromEntries(entries.map(([name, value]) => [name, value]))),
})).value;

/** Any document. */
export const anyDoc: fc.Arbitrary<Doc> = fc
  .uniqueArray(fc.tuple(names, anyValue), { maxLength: 4, selector: ([name]) => name })
  .map((entries) => Object.fromEntries(entries.map(([name, value]) => [name, value])));
