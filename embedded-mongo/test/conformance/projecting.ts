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

  // Refusals.
  refusesProjection({ a: 1, b: 0 }, 31254),
  refusesProjection({ a: 0, b: 1 }, 31253),
  refusesProjection({ a: 1, "a.b": 1 }, 31249),
  refusesProjection({ "a.b": 1, a: 1 }, 31250),
  refusesProjection({ a: {} }, 51270),

  refusesProjection({ a: { $foo: 1 } }, 168),
];
