import { Decimal128, Double, Int32, Long } from "bson";
import {
  type ConformanceCase,
  counts,
  onlyEmbedded,
  refusesUpdate,
  updates,
  upserts,
} from "./case.ts";

const long = (text: string) => Long.fromString(text);
const decimal = (text: string) => Decimal128.fromString(text);
const d = (number: number) => new Double(number);

/** Update operators, replacements and upserts. */
export const updating: readonly ConformanceCase[] = [
  // $set and paths.
  updates({ a: 1 }, { $set: { a: 2 } }, { a: 2 }),
  updates({}, { $set: { c: 1, a: 2, b: 3 } }, { a: 2, b: 3, c: 1 }),
  updates({ z: 0 }, { $set: { "n.10": 1, "n.9": 2 } }, { z: 0, n: { 9: 2, 10: 1 } }),
  updates({}, { $set: { "a.b.c": 1 } }, { a: { b: { c: 1 } } }),
  updates({ a: [1, 2] }, { $set: { "a.1": 9 } }, { a: [1, 9] }),
  updates({ a: [1] }, { $set: { "a.3": 9 } }, { a: [1, null, null, 9] }),
  updates({ a: {} }, { $set: { "a.0": 9 } }, { a: { 0: 9 } }),
  updates({ a: [{ b: 1 }] }, { $set: { "a.0.b": 2, "a.0.c": 3 } }, { a: [{ b: 2, c: 3 }] }),
  refusesUpdate({ a: 1 }, { $set: { "a.b": 2 } }, 28),
  refusesUpdate({ a: null }, { $set: { "a.b": 2 } }, 28),
  refusesUpdate({ a: [1] }, { $set: { "a.b": 2 } }, 28),
  refusesUpdate({ a: 1 }, { $set: { a: 1, "a.b": 2 } }, 40),
  refusesUpdate({ a: 1 }, { $set: { a: 1 }, $inc: { a: 2 } }, 40),
  refusesUpdate({ a: 1 }, { $set: { _id: 9 } }, 66),
  updates({ a: 1 }, { $set: { _id: 0, a: 2 } }, { a: 2 }),
  refusesUpdate({ a: 1 }, { $set: { "": 1 } }, 56),
  refusesUpdate({ a: 1 }, { $set: { "a..b": 1 } }, 56),
  refusesUpdate({ a: 1 }, { $set: { "b.$x": 1 } }, 52),
  refusesUpdate({ a: 1 }, { $foo: { a: 1 } }, 9),
  refusesUpdate({ a: 1 }, { $set: 1 }, 9),
  refusesUpdate({ a: 1 }, { $set: { a: 2 }, b: 1 }, 9),
  counts({ a: 1 }, { $set: { a: 1 } }, 1, 0),
  counts({ a: 1 }, { $set: { a: d(1) } }, 1, 1),
  counts({ a: 1 }, { $set: { a: 2 } }, 1, 1),
  counts({ a: 1 }, { $unset: { b: "" } }, 1, 0),
  counts({ a: [1] }, { $addToSet: { a: 1 } }, 1, 0),
  updates({ a: 1 }, { $set: {} }, { a: 1 }),
  // $unset.
  updates({ a: 1, b: 2 }, { $unset: { a: "" } }, { b: 2 }),
  updates({ a: { b: 1, c: 2 } }, { $unset: { "a.b": "" } }, { a: { c: 2 } }),
  updates({ a: [1, 2] }, { $unset: { "a.0": "" } }, { a: [null, 2] }),
  updates({ a: 1 }, { $unset: { "a.b": "" } }, { a: 1 }),
  refusesUpdate({ a: 1 }, { $unset: { _id: "" } }, 66),
  // $inc.
  updates({ a: 1 }, { $inc: { a: 2 } }, { a: 3 }),
  updates({}, { $inc: { a: 2 } }, { a: 2 }),
  updates({ a: 1 }, { $inc: { a: 1.5 } }, { a: d(2.5) }),
  updates({ a: 2147483647 }, { $inc: { a: 1 } }, { a: long("2147483648") }),
  updates({ a: 1 }, { $inc: { a: long("1") } }, { a: long("2") }),
  updates({ a: long("1") }, { $inc: { a: d(1) } }, { a: d(2) }),
  onlyEmbedded(refusesUpdate({ a: decimal("1.10") }, { $inc: { a: 1 } }, 238)),
  updates({ a: 0.1 }, { $inc: { a: 0.2 } }, { a: d(0.30000000000000004) }),
  refusesUpdate({ a: long("9223372036854775807") }, { $inc: { a: 1 } }, 2),
  refusesUpdate({ a: "1" }, { $inc: { a: 1 } }, 14),
  refusesUpdate({ a: null }, { $inc: { a: 1 } }, 14),
  refusesUpdate({ a: 1 }, { $inc: { a: "1" } }, 14),

  // $min and $max.
  updates({ a: 5 }, { $min: { a: 3 } }, { a: 3 }),
  updates({ a: 5 }, { $min: { a: 7 } }, { a: 5 }),
  updates({}, { $min: { a: 7 } }, { a: 7 }),
  updates({ a: "x" }, { $min: { a: 7 } }, { a: 7 }),
  updates({ a: null }, { $max: { a: 7 } }, { a: 7 }),
  updates({ a: 5 }, { $max: { a: d(5) } }, { a: 5 }),
  // $setOnInsert.
  updates({ a: 1 }, { $setOnInsert: { b: 1 }, $set: { a: 2 } }, { a: 2 }),
  upserts({ _id: 1 }, { $setOnInsert: { b: 1 }, $set: { a: 2 } }, { _id: 1, a: 2, b: 1 }),
  // $push.
  updates({}, { $push: { a: 1 } }, { a: [1] }),
  updates({ a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }),
  updates({ a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }),
  updates({ a: [1, 2] }, { $push: { a: { $each: [0], $position: 0 } } }, { a: [0, 1, 2] }),
  updates({ a: [1, 2, 3] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 2, 9, 3] }),
  updates({ a: [1, 2, 3] }, { $push: { a: { $each: [4], $slice: -2 } } }, { a: [3, 4] }),
  updates({ a: [1, 2, 3] }, { $push: { a: { $each: [4], $slice: 2 } } }, { a: [1, 2] }),
  updates({ a: [1, 2, 3] }, { $push: { a: { $each: [], $slice: 0 } } }, { a: [] }),

  refusesUpdate({ a: 1 }, { $push: { a: 1 } }, 2),
  refusesUpdate({ a: null }, { $push: { a: 1 } }, 2),
  refusesUpdate({ a: [] }, { $push: { a: { $each: 1 } } }, 2),
  refusesUpdate({ a: [] }, { $push: { a: { $each: [1], $foo: 1 } } }, 2),
  // $addToSet.
  updates({ a: [1, 2] }, { $addToSet: { a: 2 } }, { a: [1, 2] }),
  updates({ a: [1] }, { $addToSet: { a: d(1) } }, { a: [1] }),
  updates(
    { a: [{ b: 1, c: 2 }] },
    { $addToSet: { a: { c: 2, b: 1 } } },
    {
      a: [
        { b: 1, c: 2 },
        { c: 2, b: 1 },
      ],
    },
  ),
  updates({ a: [1] }, { $addToSet: { a: { $each: [1, 2, 2, 3] } } }, { a: [1, 2, 3] }),
  updates({}, { $addToSet: { a: 1 } }, { a: [1] }),
  refusesUpdate({ a: 1 }, { $addToSet: { a: 1 } }, 2),
  // $pop, $pull, $pullAll.
  updates({ a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }),
  updates({ a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }),
  updates({}, { $pop: { a: 1 } }, {}),
  refusesUpdate({ a: [1] }, { $pop: { a: 2 } }, 9),
  refusesUpdate({ a: 1 }, { $pop: { a: 1 } }, 14),
  updates({ a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }),
  updates({ a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }),
  updates({ a: [{ b: 1, c: 2 }, { b: 2 }] }, { $pull: { a: { b: 1 } } }, { a: [{ b: 2 }] }),
  updates({ a: ["x", "y"] }, { $pull: { a: { $in: ["x", "z"] } } }, { a: ["y"] }),
  updates({ a: [[1, 2], [3]] }, { $pull: { a: [1, 2] } }, { a: [[3]] }),
  updates(
    { a: [{ b: [{ c: 1 }] }, { b: [] }] },
    { $pull: { a: { b: { $elemMatch: { c: 1 } } } } },
    { a: [{ b: [] }] },
  ),
  updates({}, { $pull: { a: 1 } }, {}),
  refusesUpdate({ a: 1 }, { $pull: { a: 1 } }, 2),
  updates({ a: [1, 2, 1, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }),
  refusesUpdate({ a: [1] }, { $pullAll: { a: 1 } }, 2),
  // Positional.
  updates(
    { a: [1, 5, 9] },
    { $set: { "a.$": 0 } },
    { a: [1, 0, 9] },
    { filter: { a: { $gt: 3 } } },
  ),
  updates(
    { a: [{ k: 1 }, { k: 2 }] },
    { $set: { "a.$.v": 9 } },
    { a: [{ k: 1 }, { k: 2, v: 9 }] },
    { filter: { "a.k": 2 } },
  ),
  updates(
    {
      a: [
        { k: 1, z: 1 },
        { k: 1, z: 2 },
      ],
    },
    { $inc: { "a.$.z": 1 } },
    {
      a: [
        { k: 1, z: 1 },
        { k: 1, z: 3 },
      ],
    },
    { filter: { a: { $elemMatch: { k: 1, z: 2 } } } },
  ),
  refusesUpdate({ a: [1] }, { $set: { "a.$": 0 } }, 2),
  updates({ a: [1, 2] }, { $inc: { "a.$[]": 10 } }, { a: [11, 12] }),
  updates(
    { a: [{ b: [1, 2] }, { b: [3] }] },
    { $inc: { "a.$[].b.$[]": 1 } },
    { a: [{ b: [2, 3] }, { b: [4] }] },
  ),
  updates(
    { a: [1, 5, 9] },
    { $set: { "a.$[x]": 0 } },
    { a: [1, 0, 0] },
    { arrayFilters: [{ x: { $gte: 5 } }] },
  ),
  updates(
    { a: [{ k: 1 }, { k: 2 }] },
    { $set: { "a.$[e].v": 1 } },
    { a: [{ k: 1 }, { k: 2, v: 1 }] },
    { arrayFilters: [{ "e.k": 2 }] },
  ),
  updates(
    { a: [{ k: 1, v: [1, 2] }] },
    { $inc: { "a.$[e].v.$[n]": 5 } },
    { a: [{ k: 1, v: [1, 7] }] },
    { arrayFilters: [{ "e.k": 1 }, { n: 2 }] },
  ),
  updates(
    { a: [1, 5] },
    { $set: { "a.$[x]": 0 } },
    { a: [0, 5] },
    { arrayFilters: [{ $or: [{ x: 1 }, { x: 9 }] }] },
  ),
  refusesUpdate({ a: [1] }, { $set: { "a.$[x]": 0 } }, 2),
  refusesUpdate({ a: [1] }, { $set: { a: 0 } }, 9, { arrayFilters: [{ x: 1 }] }),
  refusesUpdate({ a: [1] }, { $set: { "a.$[x]": 0 } }, 9, { arrayFilters: [{ x: 1, y: 2 }] }),
  refusesUpdate({ a: [1] }, { $set: { "a.$[X]": 0 } }, 2, { arrayFilters: [{ X: 1 }] }),
  refusesUpdate({ a: 1 }, { $set: { "a.$[]": 0 } }, 2),
  refusesUpdate({ b: 1 }, { $set: { "a.$[]": 0 } }, 2),
  // Replacement.
  updates({ a: 1, b: 2 }, { c: 3 }, { c: 3 }),
  updates({ a: 1 }, { b: 1, a: 2 }, { b: 1, a: 2 }),
  updates({ a: 1 }, {}, {}),
  refusesUpdate({ a: 1 }, { _id: 5, a: 1 }, 66),
  refusesUpdate({ a: 1 }, { a: 1, $set: { b: 1 } }, 52),
  // Upserts.
  upserts({ _id: 1, a: 2 }, { $set: { b: 3 } }, { _id: 1, a: 2, b: 3 }),
  upserts({ _id: 1, "a.b": 2 }, { $set: { c: 3 } }, { _id: 1, a: { b: 2 }, c: 3 }),
  upserts({ _id: 1, a: { $gt: 2 } }, { $set: { b: 3 } }, { _id: 1, b: 3 }),
  upserts({ _id: 1, a: { $in: [4] } }, { $inc: { n: 1 } }, { _id: 1, a: 4, n: 1 }),
  upserts({ $and: [{ _id: 1 }, { a: { $eq: 5 } }] }, { $set: { b: 3 } }, { _id: 1, a: 5, b: 3 }),
  upserts({ _id: 1, $or: [{ a: 1 }, { a: 2 }] }, { $set: { b: 3 } }, { _id: 1, b: 3 }),
  upserts({ _id: 1, a: { $all: [7] } }, { $set: { b: 3 } }, { _id: 1, a: 7, b: 3 }),
  upserts({ _id: 1, a: 2 }, { b: 3 }, { _id: 1, b: 3 }),
  upserts({ _id: 1, n: 5 }, { $inc: { n: 1 } }, { _id: 1, n: 6 }),

  upserts({ a: 2, _id: 1 }, { $set: { b: 3 } }, { _id: 1, a: 2, b: 3 }),
  upserts({ _id: 1, a: null }, { $push: { b: new Int32(1) } }, { _id: 1, a: null, b: [1] }),
  {
    name: "refuses an upsert that cannot infer a field",
    docs: [],
    command: {
      update: "$collection",
      updates: [{ q: { $and: [{ a: 1 }, { a: 2 }] }, u: { $set: { b: 1 } }, upsert: true }],
    },
    error: 54,
  },
  {
    name: "refuses an upsert that changes the filter's _id",
    docs: [],
    command: {
      update: "$collection",
      updates: [{ q: { _id: 1 }, u: { $set: { _id: 2 } }, upsert: true }],
    },
    error: 66,
  },
];
