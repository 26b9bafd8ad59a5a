import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "bson";
import { type ConformanceCase, finds, onlyEmbedded, refusesFilter } from "./case.ts";

const long = (text: string) => Long.fromString(text);
const decimal = (text: string) => Decimal128.fromString(text);
const d = (number: number) => new Double(number);
const bytes = (...values: number[]) => new Binary(Buffer.from(values), 0);
const a = (...values: unknown[]) => values.map((value) => ({ a: value }));
const date = (milliseconds: number) => new Date(milliseconds);

/** Query filters. */
export const matching: readonly ConformanceCase[] = [
  // Equality and types.
  finds(a(1, d(1), long("1"), decimal("1"), "1", true), { a: 1 }, [0, 1, 2, 3]),
  finds(a(1, d(1.5), decimal("1.5")), { a: 1.5 }, [1, 2]),
  finds(a(long("9007199254740993"), d(9007199254740992)), { a: long("9007199254740993") }, [0]),
  finds(a(long("9007199254740993"), d(9007199254740992)), { a: { $gt: d(9007199254740992) } }, [0]),
  finds(a(d(0.1), decimal("0.1")), { a: decimal("0.1") }, [1]),
  finds(a(d(0), d(-0), decimal("-0"), decimal("0E+5"), 0), { a: 0 }, [0, 1, 2, 3, 4]),
  finds(a(d(Number.NaN), decimal("NaN"), 1), { a: d(Number.NaN) }, [0, 1]),
  finds(a(d(Number.NaN), 1), { a: { $lt: 5 } }, [1]),
  finds(a(d(Number.NaN), 1), { a: { $gte: d(Number.NaN) } }, [0]),
  finds(a(d(Number.NaN), 1), { a: { $gt: d(Number.NaN) } }, []),
  finds(a(d(Number.POSITIVE_INFINITY), decimal("Infinity"), 1), { a: { $gt: 5 } }, [0, 1]),
  finds(a("x", "X", "xy"), { a: "x" }, [0]),
  finds(a(bytes(255), bytes(254)), { a: bytes(255) }, [0]),
  finds(
    a(new Binary(Buffer.from([1]), 0), new Binary(Buffer.from([1]), 5)),
    { a: new Binary(Buffer.from([1]), 5) },
    [1],
  ),
  finds(a(bytes(9), bytes(1, 1)), { a: { $gt: bytes(9) } }, [1]),
  finds(a(true, false, 1), { a: true }, [0]),
  finds(a(false, 0, null), { a: false }, [0]),
  finds(a(date(5), 5, long("5")), { a: date(5) }, [0]),
  finds(
    a(new Timestamp({ t: 1, i: 1 }), date(1000)),
    { a: { $gte: new Timestamp({ t: 0, i: 1 }) } },
    [0],
  ),
  finds(
    a(new ObjectId("000000000000000000000001"), "000000000000000000000001"),
    { a: new ObjectId("000000000000000000000001") },
    [0],
  ),
  // Null and missing.
  finds([{ a: null }, {}, { a: 1 }, { a: [] }, { a: [null] }], { a: null }, [0, 1, 4]),
  finds([{ a: null }, {}, { a: 1 }, { a: [] }, { a: [null] }], { a: { $ne: null } }, [2, 3]),
  finds([{ a: null }, {}, { a: 1 }], { a: { $gte: null } }, [0, 1]),
  finds([{ a: null }, {}, { a: 1 }], { a: { $lte: null } }, [0, 1]),
  finds([{ a: null }, {}, { a: 1 }], { a: { $gt: null } }, []),
  finds([{ a: null }, {}, { a: 1 }], { a: { $in: [null] } }, [0, 1]),
  finds([{ a: null }, {}, { a: 1 }], { a: { $nin: [null, 1] } }, []),
  finds([{ a: null }, {}, { a: 1 }], { a: { $exists: true } }, [0, 2]),
  finds([{ a: null }, {}, { a: 1 }], { a: { $exists: false } }, [1]),
  finds([{ a: null }, {}, { a: 1 }], { a: { $exists: 0 } }, [1]),
  finds(
    [{ a: { b: null } }, { a: {} }, { a: 1 }, {}, { a: [] }, { a: [1] }],
    { "a.b": null },
    [0, 1, 2, 3],
  ),
  finds([{ a: [{ b: 1 }, {}] }, { a: [{ b: 1 }] }], { "a.b": null }, [0]),
  finds(
    [{ a: [{ b: 1 }, {}] }, { a: [1] }, { a: [{ b: 1 }] }],
    { "a.b": { $exists: true } },
    [0, 2],
  ),
  finds([{ a: [{ b: 1 }, {}] }, { a: [1] }, { a: [{ b: 1 }] }], { "a.b": { $exists: false } }, [1]),
  // Arrays.
  finds(a([1, 2], [2], 2, [[2]]), { a: 2 }, [0, 1, 2]),
  finds(a([1, 2], [2, 1], [[1, 2]], 1), { a: [1, 2] }, [0, 2]),
  finds(a([], [[]], null), { a: [] }, [0, 1]),
  finds(a([1, 10], [5], [1]), { a: { $gt: 4, $lt: 6 } }, [0, 1]),
  finds(a([1, 10], [3, 8], [20]), { a: { $gt: 4, $lt: 9 } }, [0, 1]),
  finds(a([1, 10], [5], [1]), { a: { $elemMatch: { $gt: 4, $lt: 6 } } }, [1]),
  finds(a([1, 2], 1, [3]), { a: { $ne: 1 } }, [2]),
  finds(a([1, 2], 1, [3], []), { a: { $nin: [1, 2] } }, [2, 3]),
  finds(a([1, 2, 3], [3, 4], 3), { a: { $gt: [1, 2] } }, [0, 1]),
  finds([{ a: [{ b: [1, 2] }, { b: 3 }] }], { "a.b": 2 }, [0]),
  finds([{ a: [[{ b: 1 }]] }], { "a.b": 1 }, []),
  finds([{ a: [[{ b: 1 }]] }], { "a.0.b": 1 }, [0]),
  finds([{ a: [5, 6] }, { a: [6, 5] }, { a: { 0: 5 } }], { "a.0": 5 }, [0, 2]),
  finds([{ a: [[5, 6]] }], { "a.0": 5 }, []),
  finds([{ a: [[5, 6]] }], { "a.0.1": 6 }, [0]),
  finds([{ a: [{ b: 1 }, { b: 2 }] }], { "a.1.b": 2 }, [0]),
  finds([{ a: [{ b: 1 }, { b: 2 }] }], { "a.1.b": 1 }, []),
  finds([{ a: [{ 0: 7 }] }], { "a.0": 7 }, [0]),
  finds(
    [
      {
        a: [
          { b: 1, c: 2 },
          { b: 2, c: 1 },
        ],
      },
      { a: [{ b: 1, c: 1 }] },
    ],
    { "a.b": 1, "a.c": 1 },
    [0, 1],
  ),
  finds(
    [
      {
        a: [
          { b: 1, c: 2 },
          { b: 2, c: 1 },
        ],
      },
      { a: [{ b: 1, c: 1 }] },
    ],
    { a: { $elemMatch: { b: 1, c: 1 } } },
    [1],
  ),
  finds(a([1, 2], [1], 1, []), { a: { $size: 1 } }, [1]),
  finds(a([1, 2], [], "x"), { a: { $size: 0 } }, [1]),
  finds(a([1, 2, 3], [1, 3], 1, [[1, 3]]), { a: { $all: [1, 3] } }, [0, 1]),
  finds(a([1, 2, 3], 1), { a: { $all: [1] } }, [0, 1]),
  finds(a([1], 1), { a: { $all: [] } }, []),
  finds(a([[1, 2]], [1, 2], [[1], [2]]), { a: { $all: [[1, 2]] } }, [0, 1]),
  finds(
    a([{ b: 1 }, { b: 2 }], [{ b: 1 }]),
    { a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: 2 } }] } },
    [0],
  ),
  finds(a([1, 5], 5, [[5]]), { a: { $elemMatch: { $gt: 3 } } }, [0]),
  finds(a([1, 5], [2]), { a: { $elemMatch: { $not: { $gt: 3 } } } }, [0, 1]),
  finds(a([[1, 2], [3]], [[9]]), { a: { $elemMatch: { $elemMatch: { $gt: 2 } } } }, [0, 1]),
  finds(
    a([{ b: 1 }, { b: 7 }], [{ b: 3 }]),
    { a: { $elemMatch: { $or: [{ b: 7 }, { b: 8 }] } } },
    [0],
  ),
  finds(a([1, null], [2]), { a: { $elemMatch: { $eq: null } } }, [0]),
  // Documents.
  finds(a({ b: 1, c: 2 }, { c: 2, b: 1 }, { b: d(1), c: 2 }), { a: { b: 1, c: 2 } }, [0, 2]),
  finds(a({ b: 1 }, { b: 1, c: 1 }, [{ b: 1 }]), { a: { b: 1 } }, [0, 2]),
  finds(a({ b: 1 }, { b: 2 }, { a: 5 }, {}), { a: { $gt: { b: 1 } } }, [1]),
  finds(a({}, { b: 1 }, []), { a: {} }, [0]),
  finds([{ a: { b: { c: 1 } } }, { a: { b: 1 } }], { "a.b.c": 1 }, [0]),
  finds([{ constructor: 1 }, {}], { constructor: { $exists: true } }, [0]),
  finds([{ a: 1 }], { toString: null }, [0]),
  // Type brackets.
  finds(a(1, "1", null, true, [9], { b: 1 }, date(9)), { a: { $gt: 0 } }, [0, 4]),
  finds(a("a", "b", 1), { a: { $gte: "" } }, [0, 1]),
  finds(a(true, false, 0), { a: { $lt: true } }, [1]),
  finds(a(date(1), date(9), 5), { a: { $lt: date(5) } }, [0]),
  finds(a(1, "x", null, new MinKey()), { a: { $gt: new MinKey() } }, [0, 1, 2]),
  finds(a(1, "x", null, new MaxKey()), { a: { $lt: new MaxKey() } }, [0, 1, 2]),
  finds(a(1, new MaxKey()), { a: new MaxKey() }, [1]),
  // $in and $nin.
  finds(a(1, 2, 3, "1"), { a: { $in: [1, 3] } }, [0, 2]),
  finds(a(1, long("2"), d(3)), { a: { $in: [1, 2, 3] } }, [0, 1, 2]),
  finds(a("ab", "b", 1), { a: { $in: [new BSONRegExp("^a", ""), 1] } }, [0, 2]),
  finds(a([1, 2], [3]), { a: { $in: [[1, 2]] } }, [0]),
  finds(a(1, 2), { a: { $in: [] } }, []),
  finds(a(1, 2), { a: { $nin: [] } }, [0, 1]),
  // Logic.
  finds([{ a: 1, b: 1 }, { a: 1 }, { b: 1 }], { $and: [{ a: 1 }, { b: 1 }] }, [0]),
  finds([{ a: 1, b: 1 }, { a: 1 }, { b: 1 }, {}], { $or: [{ a: 1 }, { b: 1 }] }, [0, 1, 2]),
  finds([{ a: 1, b: 1 }, { a: 1 }, { b: 1 }, {}], { $nor: [{ a: 1 }, { b: 1 }] }, [3]),
  finds(a(1, 5, "x"), { a: { $not: { $gt: 3 } } }, [0, 2]),
  finds(a("ab", "b", 1), { a: { $not: new BSONRegExp("^a", "") } }, [1, 2]),
  finds([{ a: 5 }, {}], { a: { $not: { $exists: true } } }, [1]),

  // $type.
  finds(a(1, d(1), long("1"), decimal("1"), "1"), { a: { $type: "number" } }, [0, 1, 2, 3]),
  finds(a(1, d(1), long("1")), { a: { $type: "int" } }, [0]),
  finds(a(1, d(1), long("1")), { a: { $type: 18 } }, [2]),
  finds(a(new ObjectId(), "x"), { a: { $type: "objectId" } }, [0]),
  finds(a([1], [], ["x"], 1), { a: { $type: "array" } }, [0, 1, 2]),
  finds(a([1], [], ["x"], "y"), { a: { $type: "string" } }, [2, 3]),
  finds([{ a: null }, {}], { a: { $type: "null" } }, [0]),
  finds(a(true, {}, "x"), { a: { $type: ["bool", "object"] } }, [0, 1]),
  finds(a(new MinKey(), 1), { a: { $type: -1 } }, [0]),
  // $regex.
  finds(a("abc", "ABC", "xabc"), { a: new BSONRegExp("^abc", "i") }, [0, 1]),
  finds(a("abc", "ABC"), { a: { $regex: "B", $options: "i" } }, [0, 1]),
  finds(a("a\nb", "b"), { a: { $regex: "^b", $options: "m" } }, [0, 1]),
  finds(a("a\nb", "ab"), { a: { $regex: "a.b" } }, []),
  finds(a("a\nb", "a\rb"), { a: { $regex: "a.b", $options: "s" } }, [0, 1]),
  finds(a("a\rb"), { a: { $regex: "a.b" } }, [0]),
  finds(a("ab\n", "ab"), { a: { $regex: "b$" } }, [0, 1]),

  finds(a("a-b", "a_b"), { a: { $regex: "a\\-b" } }, [0]),

  finds(a(["q", "abc"], 5), { a: { $regex: "abc" } }, [0]),
  finds(a(new BSONRegExp("abc", "i"), "abc"), { a: new BSONRegExp("abc", "i") }, [0, 1]),
  finds(a("é", "e"), { a: { $regex: "^.$" } }, [0, 1]),
  // Keys that look like numbers, and order.
  finds([{ a: { 10: 1 } }], { "a.10": 1 }, [0]),
  finds([{ __proto__x: 1 }], { __proto__x: 1 }, [0]),
  // Refused queries.
  refusesFilter({ a: { $foo: 1 } }, 2),
  refusesFilter({ $foo: 1 }, 2),
  refusesFilter({ a: { $gt: 1, b: 2 } }, 2),
  refusesFilter({ $and: [] }, 2),
  refusesFilter({ $or: {} }, 2),
  refusesFilter({ $or: [1] }, 2),
  refusesFilter({ a: { $in: 1 } }, 2),
  refusesFilter({ a: { $in: [{ $gt: 1 }] } }, 2),
  refusesFilter({ a: { $nin: "x" } }, 2),
  refusesFilter({ a: { $not: 1 } }, 2),
  refusesFilter({ a: { $not: {} } }, 2),
  refusesFilter({ a: { $all: 1 } }, 2),
  refusesFilter({ a: { $elemMatch: 1 } }, 2),

  refusesFilter({ a: { $size: -1 } }, 2),
  refusesFilter({ a: { $size: "x" } }, 2),
  refusesFilter({ a: { $regex: 1 } }, 2),
  refusesFilter({ a: { $options: "i" } }, 2),
  refusesFilter({ a: { $regex: "(" } }, 51091),
  refusesFilter({ a: { $type: "nothing" } }, 2),
  refusesFilter({ a: { $ne: new BSONRegExp("a", "") } }, 2),
  refusesFilter({ a: { $gt: new BSONRegExp("a", "") } }, 2),

  onlyEmbedded(refusesFilter({ $where: "x" }, 2)),
  onlyEmbedded(refusesFilter({ a: { $near: [1, 1] } }, 2)),
];
