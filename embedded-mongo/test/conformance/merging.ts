import type { ConformanceCase, Fields } from "./case.ts";

const old = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
];

/** A `$merge` of documents into the collection leaves it with these. */
function merges(
  docs: readonly Fields[],
  options: Fields,
  result: readonly Fields[] | number,
): ConformanceCase {
  return {
    name: `merges ${JSON.stringify(docs)} by ${JSON.stringify(options)}`,
    docs: old,
    command: {
      aggregate: 1,
      pipeline: [{ $documents: docs }, { $merge: { into: "$collection", ...options } }],
      cursor: {},
    },
    ...(typeof result === "number" ? { error: result, after: old } : { after: result }),
  };
}

/** `$merge` with all that it may be told. */
export const merging: readonly ConformanceCase[] = [
  merges([{ _id: 1, b: 1 }, { _id: 3 }], {}, [
    { _id: 1, a: 1, b: 1 },
    { _id: 2, a: 2 },
    { _id: 3 },
  ]),
  merges([{ _id: 1, b: 1 }], { whenMatched: "replace" }, [
    { _id: 1, b: 1 },
    { _id: 2, a: 2 },
  ]),
  merges([{ _id: 1, b: 1 }], { whenMatched: "keepExisting" }, old),
  merges([{ _id: 1, b: 1 }], { whenMatched: "fail" }, 11000),
  merges([{ _id: 3 }], { whenNotMatched: "discard" }, old),
  merges([{ _id: 3 }], { whenNotMatched: "fail" }, 13113),
  merges([{ _id: 1, a: 5 }], { whenMatched: [{ $set: { a: { $add: ["$a", "$$new.a"] } } }] }, [
    { _id: 1, a: 6 },
    { _id: 2, a: 2 },
  ]),
  merges(
    [{ _id: 1, a: 5 }],
    { let: { more: { $multiply: ["$a", 2] } }, whenMatched: [{ $set: { a: "$$more" } }] },
    [
      { _id: 1, a: 10 },
      { _id: 2, a: 2 },
    ],
  ),
  merges([{ _id: 1 }], { let: { x: 1 }, whenMatched: "replace" }, 51199),
  merges([{ _id: 1, a: 1 }], { on: "a" }, 51183),
  merges([{ _id: { $literal: null }, a: 1 }], {}, 51132),
  merges([{ _id: 1 }], { whenMatched: "foo" }, 2),
  merges([{ _id: 1 }], { whenMatched: 1 }, 51191),
  merges([{ _id: 1 }], { whenNotMatched: "foo" }, 2),
  merges([{ _id: 1 }], { foo: 1 }, 40415),
];
