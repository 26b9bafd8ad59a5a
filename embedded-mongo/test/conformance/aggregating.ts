import { Double, Int32, Long } from "bson";
import { aggregates, type ConformanceCase, type Fields } from "./case.ts";

const d = (number: number) => new Double(number);
const l = (number: number) => Long.fromNumber(number);

/** One accumulator over the values of a field; `undefined` is a document without it. */
function totals(values: readonly unknown[], accumulator: Fields, total: unknown): ConformanceCase {
  const docs = values.map((a) => (a === undefined ? {} : { a }));
  const pipeline = [{ $sort: { _id: 1 } }, { $group: { _id: null, total: accumulator } }];
  return aggregates(docs, pipeline, [{ _id: null, total }]);
}

/** Pipelines. */
export const aggregating: readonly ConformanceCase[] = [
  aggregates(
    [{ a: 1 }, { a: 2 }, { a: 3 }],
    [{ $match: { a: { $gt: 1 } } }],
    [
      { _id: 1, a: 2 },
      { _id: 2, a: 3 },
    ],
  ),
  aggregates(
    [{ a: 1 }, { a: 2 }, { a: 3 }],
    [{ $sort: { a: -1 } }, { $limit: 2 }],
    [
      { _id: 2, a: 3 },
      { _id: 1, a: 2 },
    ],
  ),
  aggregates(
    [{ a: 1 }, { a: 2 }, { a: 3 }],
    [{ $sort: { a: 1 } }, { $skip: 1 }, { $limit: 1 }],
    [{ _id: 1, a: 2 }],
  ),
  aggregates(
    [{ a: 1 }, { a: 2 }, { a: 3 }],
    [{ $limit: 2 }, { $match: { a: { $gt: 1 } } }],
    [{ _id: 1, a: 2 }],
  ),
  aggregates([{ a: 1 }, { a: 2 }], [{ $match: { a: 9 } }, { $count: "n" }], []),
  aggregates([{ a: 1 }, { a: 2 }], [{ $count: "n" }], [{ n: new Int32(2) }]),
  // $group.
  totals([1, 2], { $sum: "$a" }, new Int32(3)),
  totals([1, d(2)], { $sum: "$a" }, d(3)),
  totals([1, l(2)], { $sum: "$a" }, l(3)),
  totals([2147483647, 1], { $sum: "$a" }, l(2147483648)),
  totals(["x", null, undefined], { $sum: "$a" }, new Int32(0)),
  totals(
    Array.from({ length: 10 }, () => 0.1),
    { $sum: "$a" },
    d(1),
  ),
  totals([1, 2, "x"], { $avg: "$a" }, d(1.5)),
  totals(["x"], { $avg: "$a" }, null),
  totals([2, null, undefined, 5], { $min: "$a" }, 2),
  totals([2, null, undefined, 5], { $max: "$a" }, 5),
  totals([1, undefined, 3], { $first: "$a" }, 1),
  totals([1, undefined, 3], { $last: "$a" }, 3),
  totals([1, undefined, 3], { $push: "$a" }, [1, 3]),
  totals([undefined, 1], { $first: "$a" }, null),
  totals([1, d(1), 1], { $addToSet: "$a" }, [1]),

  aggregates(
    [{ k: null }, {}, { k: 1 }],
    [{ $group: { _id: "$k", n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: null, n: 2 },
      { _id: 1, n: 1 },
    ],
  ),
  aggregates(
    [{ k: 1 }, { k: d(1) }, { k: l(1) }],
    [{ $group: { _id: "$k", n: { $sum: 1 } } }],
    [{ _id: 1, n: 3 }],
  ),
  aggregates(
    [{ a: 1, b: 2 }, { a: 1, b: 2 }, { a: 1 }],
    [{ $group: { _id: { a: "$a", b: "$b" }, n: { $sum: 1 } } }, { $sort: { n: 1 } }],
    [
      { _id: { a: 1 }, n: 1 },
      { _id: { a: 1, b: 2 }, n: 2 },
    ],
  ),

  aggregates([], [{ $group: { _id: null, s: { $sum: 1 } } }], []),
  aggregates(
    [{ a: 5 }],
    [{ $group: { _id: "$a", s: { $sum: { $multiply: ["$a", 2] } } } }],
    [{ _id: 5, s: 10 }],
  ),
  // $project and $unset.
  aggregates([{ a: 1, b: 2 }], [{ $project: { b: 1 } }], [{ _id: 0, b: 2 }]),
  aggregates([{ a: 1, b: 2 }], [{ $project: { _id: 0, c: "$a" } }], [{ c: 1 }]),
  aggregates([{ a: 1, b: 2 }], [{ $project: { b: 0 } }], [{ _id: 0, a: 1 }]),

  aggregates([{ a: [{ b: 1 }, { b: 2 }] }], [{ $project: { x: "$a.b" } }], [{ _id: 0, x: [1, 2] }]),

  aggregates([{ a: 1, b: { c: 1, d: 2 } }], [{ $unset: ["a", "b.c"] }], [{ _id: 0, b: { d: 2 } }]),

  // $unwind.
  aggregates(
    [{ a: [1, 2] }, { a: [] }, { a: 3 }, {}, { a: null }],
    [{ $unwind: "$a" }],
    [
      { _id: 0, a: 1 },
      { _id: 0, a: 2 },
      { _id: 2, a: 3 },
    ],
  ),
  aggregates(
    [{ a: [1] }, { a: [] }, {}, { a: null }],
    [{ $unwind: { path: "$a", preserveNullAndEmptyArrays: true } }],
    [{ _id: 0, a: 1 }, { _id: 1 }, { _id: 2 }, { _id: 3, a: null }],
  ),
  aggregates(
    [{ a: ["x", "y"] }, { a: "z" }],
    [{ $unwind: { path: "$a", includeArrayIndex: "i" } }],
    [
      { _id: 0, a: "x", i: l(0) },
      { _id: 0, a: "y", i: l(1) },
      { _id: 1, a: "z", i: null },
    ],
  ),
  aggregates(
    [{ a: { b: [1, 2] } }],
    [{ $unwind: "$a.b" }],
    [
      { _id: 0, a: { b: 1 } },
      { _id: 0, a: { b: 2 } },
    ],
  ),
  // $facet.
  aggregates(
    [{ a: 1 }, { a: 2 }],
    [{ $facet: { n: [{ $count: "c" }], big: [{ $match: { a: 2 } }] } }],
    [{ n: [{ c: 2 }], big: [{ _id: 1, a: 2 }] }],
  ),
  aggregates(
    [{ a: 3 }, { a: 2 }],
    [{ $facet: { s: [{ $sort: { a: 1 } }, { $limit: 1 }] } }],
    [{ s: [{ _id: 1, a: 2 }] }],
  ),
];
