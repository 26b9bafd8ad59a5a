import { type ConformanceCase, projects, refusesProjection } from "./case.ts";

/** Find projections. */
export const projecting: readonly ConformanceCase[] = [
  projects({ a: 1, b: 2 }, { a: 1 }, { _id: 0, a: 1 }),
  projects({ a: 1, b: 2 }, { a: 1, _id: 0 }, { a: 1 }),
  projects({ a: 1, b: 2 }, { a: 0 }, { _id: 0, b: 2 }),
  projects({ a: 1, b: 2 }, { _id: 0 }, { a: 1, b: 2 }),
  projects({ a: 1, b: 2 }, { _id: 1 }, { _id: 0 }),
  projects({ a: 1, b: 2 }, { a: 0, _id: 0 }, { b: 2 }),
  projects({ a: 1, b: 2, c: 3 }, { c: 1, a: 1 }, { _id: 0, a: 1, c: 3 }),
  projects({ a: { b: 1, c: 2 }, d: 3 }, { "a.b": 1 }, { _id: 0, a: { b: 1 } }),
  projects({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1 } }, { _id: 0, a: { b: 1 } }),
  projects({ a: { b: 1, c: 2 } }, { "a.b": 0 }, { _id: 0, a: { c: 2 } }),
  projects(
    { a: [{ b: 1, c: 2 }, 5, { c: 3 }, [{ b: 4 }]] },
    { "a.b": 1 },
    { _id: 0, a: [{ b: 1 }, {}, [{ b: 4 }]] },
  ),
  projects({ a: [{ b: 1, c: 2 }, 5] }, { "a.b": 0 }, { _id: 0, a: [{ c: 2 }, 5] }),
  projects({ a: 5 }, { "a.b": 1 }, { _id: 0 }),
  projects({ a: 1 }, { a: true }, { _id: 0, a: 1 }),
  projects({ a: 1 }, { a: 5 }, { _id: 0, a: 1 }),
  projects({ a: 1 }, {}, { _id: 0, a: 1 }),
  // Expressions.
  projects({ a: 1, b: 2 }, { c: "$a" }, { _id: 0, c: 1 }),
  projects({ a: 1, b: 2 }, { c: { $add: ["$a", "$b"] }, a: 1 }, { _id: 0, a: 1, c: 3 }),
  projects({ a: 1 }, { x: "literal" }, { _id: 0, x: "literal" }),
  projects({ a: 1 }, { x: "$nothing" }, { _id: 0 }),
  projects({ a: 1, b: { c: 2 } }, { "b.d": { $literal: 7 } }, { _id: 0, b: { d: 7 } }),
  projects({ a: [1, { c: 1 }] }, { "a.b": { $literal: 7 } }, { _id: 0, a: [{ b: 7 }, { b: 7 }] }),
  // $slice.
  projects({ a: [1, 2, 3], b: 1 }, { a: { $slice: 2 } }, { _id: 0, a: [1, 2], b: 1 }),
  projects({ a: [1, 2, 3], b: 1 }, { a: { $slice: -2 } }, { _id: 0, a: [2, 3], b: 1 }),
  projects({ a: [1, 2, 3], b: 1 }, { a: { $slice: [1, 1] } }, { _id: 0, a: [2], b: 1 }),
  projects({ a: [1, 2, 3], b: 1 }, { a: { $slice: [-2, 1] } }, { _id: 0, a: [2], b: 1 }),
  projects({ a: [1, 2, 3], b: 1 }, { a: { $slice: 1 }, b: 1 }, { _id: 0, a: [1], b: 1 }),
  projects({ a: [1, 2, 3], b: 1, c: 1 }, { a: { $slice: 1 }, b: 0 }, { _id: 0, a: [1], c: 1 }),
  projects({ a: { b: [1, 2] }, c: 1 }, { "a.b": { $slice: 1 } }, { _id: 0, a: { b: [1] }, c: 1 }),
  projects({ a: 5, b: 1 }, { a: { $slice: 1 } }, { _id: 0, a: 5, b: 1 }),
  // $elemMatch.
  projects(
    { a: [{ b: 1 }, { b: 2 }, { b: 2, c: 1 }], d: 1 },
    { a: { $elemMatch: { b: 2 } } },
    { _id: 0, a: [{ b: 2 }] },
  ),
  projects({ a: [{ b: 1 }], d: 1 }, { a: { $elemMatch: { b: 9 } } }, { _id: 0 }),
  projects({ a: [1, 5, 9] }, { a: { $elemMatch: { $gt: 3 } } }, { _id: 0, a: [5] }),
  projects({ a: 5 }, { a: { $elemMatch: { $gt: 3 } } }, { _id: 0 }),
  projects({ a: [1, 5], d: 1 }, { d: 1, a: { $elemMatch: { $gt: 3 } } }, { _id: 0, d: 1, a: [5] }),
  // Positional.
  projects({ a: [1, 5, 9], b: 1 }, { "a.$": 1 }, { _id: 0, a: [5] }, { a: { $gt: 3 } }),
  projects(
    { a: [{ k: 1 }, { k: 2, v: 3 }] },
    { "a.$": 1 },
    { _id: 0, a: [{ k: 2, v: 3 }] },
    { "a.k": 2 },
  ),
  projects(
    { a: [{ k: 1 }, { k: 2, v: 3 }] },
    { "a.$": 1 },
    { _id: 0, a: [{ k: 2, v: 3 }] },
    { a: { $elemMatch: { k: 2, v: 3 } } },
  ),
  refusesProjection({ "a.$": 1 }, 51246, { a: [1] }),
  // Refusals.
  refusesProjection({ a: 1, b: 0 }, 31254),
  refusesProjection({ a: 0, b: 1 }, 31253),
  refusesProjection({ a: 1, "a.b": 1 }, 31249),
  refusesProjection({ "a.b": 1, a: 1 }, 31250),
  refusesProjection({ a: {} }, 51270),
  refusesProjection({ "a.b": { $elemMatch: { c: 1 } } }, 31275),
  refusesProjection({ a: { $foo: 1 } }, 168),
];
