import { BSONRegExp, Decimal128, Double, Long } from "bson";
import { type ConformanceCase, evaluates, missing, refusesExpression } from "./case.ts";

const d = (number: number) => new Double(number);
const l = (number: number) => Long.fromNumber(number);
const dec = (text: string) => Decimal128.fromString(text);
const day = new Date("2024-03-10T07:08:09.010Z");

const when = (name: string, test: unknown, answer: unknown, more = {}) => ({
  [name]: test,
  // biome-ignore lint/suspicious/noThenProperty: that is what MongoDB calls it
  then: answer,
  ...more,
});

/** Expression operators, one case or more for each on the allow-list. */
export const evaluating: readonly ConformanceCase[] = [
  // Paths.
  evaluates("$a.b", 1, { a: { b: 1 } }),
  evaluates("$a.b", missing, { a: 1 }),
  evaluates("$a.b", [1, 2], { a: [{ b: 1 }, 5, { c: 1 }, { b: 2 }] }),
  evaluates("$a.0", [], { a: [1, 2] }),
  evaluates("$$ROOT", { _id: 0, a: 1 }, { a: 1 }),
  evaluates(["$a", "$b"], [1, null], { a: 1 }),
  evaluates({ x: "$a", y: "$b" }, { x: 1 }, { a: 1 }),
  // Arithmetic.
  evaluates({ $add: [1, 2] }, 3),
  evaluates({ $add: [1, 2.5] }, d(3.5)),
  evaluates({ $add: [2147483647, 1] }, l(2147483648)),
  evaluates({ $add: [l(1), 1] }, l(2)),
  evaluates({ $add: [dec("1.10"), 1] }, dec("2.10")),
  evaluates({ $add: [1, null] }, null),
  evaluates({ $add: ["$x", 1] }, null),
  evaluates({ $add: [day, 1000] }, new Date(day.getTime() + 1000)),
  refusesExpression({ $add: [1, "x"] }, 14),
  evaluates({ $subtract: [5, 3] }, 2),
  evaluates({ $subtract: [day, new Date(0)] }, l(day.getTime())),
  evaluates({ $subtract: [day, 9] }, new Date(day.getTime() - 9)),
  refusesExpression({ $subtract: ["x", 1] }, 14),
  evaluates({ $multiply: [3, 4] }, 12),
  evaluates({ $multiply: [3, 0.5] }, d(1.5)),
  evaluates({ $multiply: [dec("1.5"), 2] }, dec("3.0")),
  evaluates({ $divide: [6, 3] }, d(2)),
  evaluates({ $divide: [1, 4] }, d(0.25)),
  evaluates({ $divide: [dec("1"), 3] }, dec("0.3333333333333333333333333333333333")),
  refusesExpression({ $divide: [1, 0] }, 2),
  evaluates({ $mod: [7, 3] }, 1),
  evaluates({ $mod: [-7, 3] }, -1),
  evaluates({ $mod: [7.5, 2] }, d(1.5)),
  refusesExpression({ $mod: [1, 0] }, 16610),
  refusesExpression({ $mod: [1, dec("0")] }, 5733415),
  refusesExpression({ $mod: ["x", 1] }, 16611),
  evaluates({ $abs: -4 }, 4),
  evaluates({ $abs: d(-1.5) }, d(1.5)),
  evaluates({ $ceil: 1.2 }, d(2)),
  evaluates({ $ceil: 3 }, 3),
  evaluates({ $floor: -1.2 }, d(-2)),
  evaluates({ $round: [2.5, 0] }, d(2)),
  evaluates({ $round: [3.5] }, d(4)),
  evaluates({ $round: [1.256, 2] }, d(1.26)),
  evaluates({ $round: [1255, -1] }, 1260),
  evaluates({ $round: [dec("2.345"), 2] }, dec("2.34")),
  evaluates({ $trunc: [2.78, 1] }, d(2.7)),
  evaluates({ $trunc: -2.7 }, d(-2)),
  evaluates({ $sqrt: 9 }, d(3)),
  evaluates({ $exp: 0 }, d(1)),
  evaluates({ $ln: 1 }, d(0)),
  evaluates({ $log10: 100 }, d(2)),
  evaluates({ $lt: [{ $rand: {} }, 1] }, true),
  refusesExpression({ $sqrt: -1 }, 28714),
  // Comparison and logic.
  evaluates({ $eq: [1, d(1)] }, true),
  evaluates({ $eq: ["$x", null] }, false),
  evaluates({ $ne: [1, "1"] }, true),
  evaluates({ $gt: ["a", 5] }, true),
  evaluates({ $gte: [2, 2] }, true),
  evaluates({ $lt: ["$x", null] }, true),
  evaluates({ $lte: [3, 2] }, false),
  evaluates(
    {
      $cmp: [
        [1, 2],
        [1, 3],
      ],
    },
    -1,
  ),
  evaluates({ $and: [1, "x", true] }, true),
  evaluates({ $and: [] }, true),
  evaluates({ $or: [0, null, "$x"] }, false),
  evaluates({ $not: [0] }, true),
  evaluates({ $cond: [true, 1, 2] }, 1),
  evaluates({ $cond: when("if", "$x", 1, { else: "no" }) }, "no"),
  evaluates({ $ifNull: ["$x", null, 3] }, 3),
  evaluates({ $ifNull: ["$x", "$y"] }, missing),
  evaluates(
    {
      $switch: {
        branches: [when("case", false, 1), when("case", true, 2)],
        default: 3,
      },
    },
    2,
  ),
  refusesExpression({ $switch: { branches: [when("case", false, 1)] } }, 40066),
  evaluates({ $let: { vars: { a: 1, b: 2 }, in: { $add: ["$$a", "$$b"] } } }, 3),
  evaluates({ $literal: "$a" }, "$a"),
  refusesExpression("$$nothing", 17276),
  refusesExpression({ $cond: [1, 2] }, 16020),
  refusesExpression({ $foo: 1 }, 168),
  refusesExpression({ $add: [1], $subtract: [1, 2] }, 15983),
  // Arrays.
  evaluates({ $arrayElemAt: [[1, 2, 3], -1] }, 3),
  evaluates({ $arrayElemAt: [[1], 5] }, missing),
  evaluates({ $first: "$a" }, 1, { a: [1, 2] }),
  evaluates({ $last: "$a" }, 2, { a: [1, 2] }),
  evaluates({ $concatArrays: [[1], [2, [3]]] }, [1, 2, [3]]),
  evaluates({ $concatArrays: [[1], null] }, null),
  evaluates({ $filter: { input: [1, 5, 9], cond: { $gt: ["$$this", 3] } } }, [5, 9]),
  evaluates({ $filter: { input: [1, 5, 9], as: "x", cond: { $gt: ["$$x", 3] }, limit: 1 } }, [5]),
  evaluates({ $map: { input: [1, 2], as: "x", in: { $add: ["$$x", 1] } } }, [2, 3]),
  evaluates(
    { $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ["$$value", "$$this"] } } },
    6,
  ),
  evaluates({ $in: [2, [1, 2]] }, true),
  refusesExpression({ $in: [2, 2] }, 40081),
  evaluates({ $indexOfArray: [["a", "b"], "b"] }, 1),
  evaluates({ $indexOfArray: [["a", "b"], "z"] }, -1),
  evaluates({ $isArray: [[1]] }, true),
  evaluates({ $range: [0, 5, 2] }, [0, 2, 4]),
  evaluates({ $reverseArray: [[1, 2, 3]] }, [3, 2, 1]),
  evaluates({ $size: "$a" }, 2, { a: [1, 2] }),
  refusesExpression({ $size: "$x" }, 17124),
  evaluates({ $slice: [[1, 2, 3], 1, 2] }, [2, 3]),
  evaluates({ $slice: [[1, 2, 3], -2] }, [2, 3]),
  evaluates({ $sortArray: { input: [3, 1, 2], sortBy: 1 } }, [1, 2, 3]),
  evaluates({ $sortArray: { input: [{ a: 2 }, { a: 1 }], sortBy: { a: 1 } } }, [
    { a: 1 },
    { a: 2 },
  ]),
  evaluates({ $zip: { inputs: [[1, 2], ["a"]] } }, [[1, "a"]]),
  evaluates({ $zip: { inputs: [[1, 2], ["a"]], useLongestLength: true, defaults: [0, "z"] } }, [
    [1, "a"],
    [2, "z"],
  ]),
  evaluates(
    {
      $setUnion: [
        [1, 2],
        [2, 3],
      ],
    },
    [1, 2, 3],
  ),
  evaluates(
    {
      $setIntersection: [
        [1, 2, 2],
        [2, 3],
      ],
    },
    [2],
  ),
  evaluates({ $setDifference: [[1, 2, 3], [2]] }, [1, 3]),
  evaluates(
    {
      $setEquals: [
        [1, 2],
        [2, 1, 1],
      ],
    },
    true,
  ),
  evaluates({ $setIsSubset: [[1], [1, 2]] }, true),
  evaluates({ $allElementsTrue: [[1, true]] }, true),
  evaluates({ $anyElementTrue: [[0, false]] }, false),
  evaluates(
    {
      $arrayToObject: [
        [
          { k: "a", v: 1 },
          { k: "b", v: 2 },
        ],
      ],
    },
    { a: 1, b: 2 },
  ),
  evaluates({ $arrayToObject: { $literal: [["a", 1]] } }, { a: 1 }),
  evaluates({ $objectToArray: "$o" }, [{ k: "a", v: 1 }], { o: { a: 1 } }),
  // Strings.
  evaluates({ $concat: ["a", "b"] }, "ab"),
  evaluates({ $concat: ["a", null] }, null),
  refusesExpression({ $concat: ["a", 1] }, 16702),
  evaluates({ $toLower: "ÄBC" }, "Äbc"),
  evaluates({ $toUpper: "äbc" }, "äBC"),
  evaluates({ $toLower: null }, ""),
  evaluates({ $strcasecmp: ["abc", "ABD"] }, -1),
  evaluates({ $strLenCP: "é😀" }, 2),
  evaluates({ $strLenBytes: "é" }, 2),
  evaluates({ $substrCP: ["é😀x", 1, 1] }, "😀"),
  evaluates({ $substrBytes: ["hello", 1, 3] }, "ell"),
  evaluates({ $substr: ["hello", 1, -1] }, "ello"),
  evaluates({ $split: ["a,b,c", ","] }, ["a", "b", "c"]),
  evaluates({ $indexOfCP: ["éa", "a"] }, 1),
  evaluates({ $trim: { input: "  a b \n" } }, "a b"),
  evaluates({ $ltrim: { input: "xxa", chars: "x" } }, "a"),
  evaluates({ $rtrim: { input: "axx", chars: "x" } }, "a"),
  evaluates({ $replaceOne: { input: "aXbX", find: "X", replacement: "-" } }, "a-bX"),
  evaluates({ $replaceAll: { input: "aXbX", find: "X", replacement: "-" } }, "a-b-"),
  evaluates({ $regexMatch: { input: "Hello", regex: "^h", options: "i" } }, true),
  evaluates(
    { $regexFind: { input: "éab", regex: new BSONRegExp("(a)(z)?", "") } },
    { match: "a", idx: 1, captures: ["a", null] },
  ),
  evaluates({ $regexFindAll: { input: "a1b2", regex: "[0-9]" } }, [
    { match: "1", idx: 1, captures: [] },
    { match: "2", idx: 3, captures: [] },
  ]),
  // Documents and summaries.
  evaluates({ $mergeObjects: [{ a: 1 }, null, { a: 2, b: 3 }] }, { a: 2, b: 3 }),
  evaluates({ $getField: { field: "a.b", input: { $literal: { "a.b": 1 } } } }, 1),
  evaluates(
    { $setField: { field: "a.b", input: { $literal: { c: 1 } }, value: 2 } },
    { c: 1, "a.b": 2 },
  ),
  evaluates({ $unsetField: { field: "c", input: { $literal: { c: 1, d: 2 } } } }, { d: 2 }),
  evaluates({ $sum: "$a" }, 6, { a: [1, 2, 3, "x"] }),
  evaluates({ $sum: ["$a", "$b"] }, 3, { a: 1, b: 2 }),
  evaluates({ $avg: "$a" }, d(2), { a: [1, 3] }),
  evaluates({ $min: "$a" }, 1, { a: [3, 1] }),
  evaluates({ $max: ["$a", 7] }, 7, { a: 3 }),
];
