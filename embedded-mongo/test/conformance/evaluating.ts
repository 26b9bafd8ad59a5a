import { Decimal128, Double, Long } from "bson";
import {
  type ConformanceCase,
  evaluates,
  missing,
  onlyEmbedded,
  refusesExpression,
} from "./case.ts";

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

/** Expression operators, at least one case for each. */
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
  onlyEmbedded(refusesExpression({ $add: [dec("1.10"), 1] }, 238)),
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
  evaluates({ $divide: [6, 3] }, d(2)),
  evaluates({ $divide: [1, 4] }, d(0.25)),
  refusesExpression({ $divide: [1, 0] }, 2),
  onlyEmbedded(refusesExpression({ $divide: [dec("1"), 3] }, 238)),

  // Comparison and logic.
  evaluates({ $eq: [1, d(1)] }, true),
  evaluates({ $eq: ["$x", null] }, false),

  evaluates({ $gt: ["a", 5] }, true),
  evaluates({ $gte: [2, 2] }, true),
  evaluates({ $lt: ["$x", null] }, true),
  evaluates({ $lte: [3, 2] }, false),

  evaluates({ $and: [1, "x", true] }, true),
  evaluates({ $and: [] }, true),
  evaluates({ $or: [0, null, "$x"] }, false),
  evaluates({ $not: [0] }, true),
  evaluates({ $cond: [true, 1, 2] }, 1),
  evaluates({ $cond: when("if", "$x", 1, { else: "no" }) }, "no"),
  evaluates({ $ifNull: ["$x", null, 3] }, 3),
  evaluates({ $ifNull: ["$x", "$y"] }, missing),

  refusesExpression("$$nothing", 17276),
  refusesExpression({ $cond: [1, 2] }, 16020),
  refusesExpression({ $foo: 1 }, 168),
  refusesExpression({ $add: [1], $subtract: [1, 2] }, 15983),
  // Arrays.
  evaluates({ $arrayElemAt: [[1, 2, 3], -1] }, 3),
  evaluates({ $arrayElemAt: [[1], 5] }, missing),

  evaluates({ $in: [2, [1, 2]] }, true),
  refusesExpression({ $in: [2, 2] }, 40081),

  evaluates({ $size: "$a" }, 2, { a: [1, 2] }),
  refusesExpression({ $size: "$x" }, 17124),

  // Text and dates.
  evaluates({ $toString: 1.5 }, "1.5"),
  onlyEmbedded(refusesExpression({ $toString: new Double(1e-7) }, 238)),
  evaluates({ $toString: new Double(-123456.75) }, "-123456.75"),
  evaluates({ $toString: true }, "true"),
  evaluates({ $toString: day }, "2024-03-10T07:08:09.010Z"),
  evaluates({ $dateTrunc: { date: day, unit: "day" } }, new Date("2024-03-10")),
  evaluates(
    { $dateTrunc: { date: day, unit: "week", startOfWeek: "monday" } },
    new Date("2024-03-04"),
  ),
  evaluates({ $dateTrunc: { date: day, unit: "minute" } }, new Date("2024-03-10T07:08:00Z")),
  onlyEmbedded(refusesExpression({ $dateTrunc: { date: day, unit: "day", binSize: 2 } }, 9)),
  evaluates(
    { $dateTrunc: { date: day, unit: "month", timezone: "Europe/Berlin" } },
    new Date("2024-02-29T23:00:00Z"),
  ),
];
