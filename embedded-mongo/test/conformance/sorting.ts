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
import { type ConformanceCase, sorts } from "./case.ts";

const a = (...values: unknown[]) => values.map((value) => ({ a: value }));
const d = (number: number) => new Double(number);

/** The order of results. */
export const sorting: readonly ConformanceCase[] = [
  sorts(a(3, 1, 2), { a: 1 }, [1, 2, 0]),
  sorts(a(3, 1, 2), { a: -1 }, [0, 2, 1]),
  sorts(
    a(
      new MaxKey(),
      new BSONRegExp("a", ""),
      new Timestamp({ t: 1, i: 1 }),
      new Date(0),
      true,
      new ObjectId(),
      new Binary(Buffer.from("a")),
      [[5]],
      { x: 1 },
      "x",
      1,
      null,
      new MinKey(),
    ),
    { a: 1 },
    [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
  ),
  sorts(a(d(2.5), 2, Long.fromNumber(3), Decimal128.fromString("2.75")), { a: 1 }, [1, 0, 3, 2]),
  sorts(a(1, d(Number.NaN), d(Number.NEGATIVE_INFINITY), null), { a: 1 }, [3, 1, 2, 0]),
  sorts(a("b", "B", "a", "ä", "", "aa"), { a: 1 }, [4, 1, 2, 5, 0, 3]),
  sorts(a("\uffff", "\u{1f600}", "z"), { a: 1 }, [2, 0, 1]),
  sorts([{ a: 1 }, {}, { a: null }, { a: [] }], { a: 1, _id: 1 }, [3, 1, 2, 0]),
  sorts(a([5, 1], [2, 3], 4), { a: 1 }, [0, 1, 2]),
  sorts(a([5, 1], [2, 3], 4), { a: -1 }, [0, 2, 1]),
  sorts([{ a: [{ b: 9 }, { b: 1 }] }, { a: { b: 5 } }, { a: 1 }], { "a.b": 1 }, [2, 0, 1]),
  sorts([{ a: [{ b: 9 }, { b: 1 }] }, { a: { b: 5 } }, { a: 1 }], { "a.b": -1 }, [0, 1, 2]),
  sorts(
    [
      { a: 1, b: 2 },
      { a: 1, b: 1 },
      { a: 0, b: 9 },
    ],
    { a: 1, b: -1 },
    [2, 0, 1],
  ),
  sorts(a({ b: 1 }, { a: 2 }, { b: 1, c: 1 }, { b: "x" }), { a: 1 }, [1, 0, 2, 3]),
  sorts(a([[1, 2]], [[1]], [[3]]), { a: 1 }, [1, 0, 2]),
  sorts(a(true, false), { a: 1 }, [1, 0]),
  sorts(
    a(
      new Binary(Buffer.from([9])),
      new Binary(Buffer.from([1, 1])),
      new Binary(Buffer.from([1]), 5),
    ),
    { a: 1 },
    [0, 2, 1],
  ),
  {
    name: "refuses a sort by a direction of 2",
    docs: [],
    command: { find: "$collection", sort: { a: 2 } },
    error: 15975,
  },
  {
    name: "refuses a sort by two arrays side by side",
    docs: [
      { _id: 1, a: [1], b: [2] },
      { _id: 2, a: 1, b: 2 },
    ],
    command: { find: "$collection", sort: { a: 1, b: 1 } },
    error: 2,
  },
  {
    name: "counts distinct values of arrays",
    docs: [{ _id: 1, a: [1, 2] }, { _id: 2, a: 2 }, { _id: 3, a: [3, [4]] }, { _id: 4 }],
    command: { distinct: "$collection", key: "a" },
    reply: { values: [1, 2, 3, [4]] },
  },
  {
    name: "counts distinct values through arrays of documents",
    docs: [
      { _id: 1, a: [{ b: 1 }, { b: [2, 3] }] },
      { _id: 2, a: { b: 1 } },
    ],
    command: { distinct: "$collection", key: "a.b" },
    reply: { values: [1, 2, 3] },
  },
  // Values come in the order of the documents, those of one array sorted.
  {
    name: "gives the different values of a field",
    docs: [{ a: ["s", "m"] }, { a: "s" }, { a: 1 }, { a: ["m", "l", []] }, { a: null }, {}],
    command: { distinct: "$collection", key: "a" },
    reply: { values: ["m", "s", 1, "l", [], null] },
  },
];
