import type { ConformanceCase, Fields } from "./case.ts";

const words = ["b", "A", "a", "á", "B", "z", "é", "e"].map((w, _id) => ({ _id, w }));
const weak = { locale: "en", strength: 1 };
const noCase = { locale: "en_US", strength: 2 };

/** A find with a collation gives the documents with these ids, in this order. */
function finds(
  docs: readonly Fields[],
  collation: Fields,
  rest: Fields,
  ids: readonly unknown[],
): ConformanceCase {
  return {
    name: `finds ${JSON.stringify(rest)} by ${JSON.stringify(collation)}`,
    docs,
    command: { find: "$collection", sort: { _id: 1 }, ...rest, projection: { _id: 1 }, collation },
    found: ids.map((_id) => ({ _id })),
  };
}

function refuses(collation: Fields, error: number, only?: "embedded"): ConformanceCase {
  return {
    name: `refuses the collation ${JSON.stringify(collation)}`,
    docs: [],
    command: { find: "$collection", collation },
    error,
    ...(only && { only }),
  };
}

function aggregates(pipeline: readonly Fields[], found: readonly Fields[]): ConformanceCase {
  return {
    name: `aggregates ${JSON.stringify(pipeline)} without regard to case`,
    docs: words,
    command: { aggregate: "$collection", pipeline, cursor: {}, collation: noCase },
    found,
  };
}

function updates(doc: Fields, statement: Fields, after: Fields): ConformanceCase {
  return {
    name: `updates by ${JSON.stringify(statement)} without regard to case`,
    docs: [doc],
    command: { update: "$collection", updates: [{ ...statement, collation: noCase }] },
    after: [after],
  };
}

/** Comparisons of strings by the rules of a language. */
export const collating: readonly ConformanceCase[] = [
  finds(words, { locale: "simple" }, { filter: { w: "a" } }, [2]),
  finds(words, { locale: "en" }, { filter: { w: "a" } }, [2]),
  finds(words, noCase, { filter: { w: "a" } }, [1, 2]),
  finds(words, weak, { filter: { w: "a" } }, [1, 2, 3]),
  finds(words, { ...weak, caseLevel: true }, { filter: { w: "a" } }, [2, 3]),
  finds(words, noCase, { filter: { w: { $in: ["B", /^z/] } } }, [0, 4, 5]),
  finds(words, noCase, { filter: { w: { $nin: ["a", "b"] } } }, [3, 5, 6, 7]),
  finds(words, noCase, { filter: { w: { $ne: "B" } } }, [1, 2, 3, 5, 6, 7]),
  finds(words, noCase, { filter: { w: { $gt: "E" } } }, [5, 6]),
  finds(words, noCase, { filter: { w: { $regex: "^a" } } }, [2]),
  finds(words, noCase, { filter: { $expr: { $eq: ["$w", "A"] } } }, [1, 2]),
  finds([{ _id: 0, d: { k: "X" } }], noCase, { filter: { d: { k: "x" } } }, [0]),
  finds([{ _id: 0, d: { K: "x" } }], noCase, { filter: { d: { k: "x" } } }, []),
  finds([{ _id: 0, a: ["x", "Y"] }], noCase, { filter: { a: { $all: ["X", "y"] } } }, [0]),
  finds([{ _id: "A" }, { _id: "b" }], noCase, { filter: { _id: "a" } }, ["A"]),
  // Lower case comes before upper case, both before the next letter.
  finds(words, { locale: "en" }, { sort: { w: 1 } }, [2, 1, 3, 0, 4, 7, 6, 5]),
  finds(words, { locale: "en", caseFirst: "upper" }, { sort: { w: 1 }, limit: 2 }, [1, 2]),
  finds(words, noCase, { sort: { w: -1, _id: 1 } }, [5, 6, 7, 0, 4, 3, 1, 2]),
  finds(
    ["10", "9", "1"].map((w, _id) => ({ _id, w })),
    { locale: "en", numericOrdering: true },
    { sort: { w: 1 } },
    [2, 1, 0],
  ),
  aggregates([{ $match: { w: "A" } }, { $count: "n" }], [{ n: 2 }]),
  aggregates(
    [{ $sort: { _id: 1 } }, { $group: { _id: "$w", n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: "A", n: 2 },
      { _id: "á", n: 1 },
      { _id: "b", n: 2 },
      { _id: "e", n: 1 },
      { _id: "é", n: 1 },
      { _id: "z", n: 1 },
    ],
  ),
  aggregates(
    [
      { $limit: 1 },
      { $project: { _id: 0, is: { $in: ["$w", ["B"]] }, set: { $setUnion: [["x", "X"]] } } },
    ],
    [{ is: true, set: ["x"] }],
  ),
  {
    name: "counts different values without regard to case",
    docs: [{ w: "PING" }, { w: "ping" }, { w: "pong" }],
    command: { distinct: "$collection", key: "w", collation: noCase },
    reply: { values: ["PING", "pong"] },
  },
  {
    name: "counts without regard to case",
    docs: words,
    command: { count: "$collection", query: { w: "B" }, collation: noCase },
    reply: { n: 2 },
  },
  {
    name: "deletes without regard to case",
    docs: [
      { _id: 0, w: "a" },
      { _id: 1, w: "A" },
      { _id: 2, w: "b" },
    ],
    command: { delete: "$collection", deletes: [{ q: { w: "A" }, limit: 0, collation: noCase }] },
    after: [{ _id: 2, w: "b" }],
  },
  {
    name: "changes one without regard to case",
    docs: [{ _id: 0, w: "a" }],
    command: {
      findAndModify: "$collection",
      query: { w: "A" },
      update: { $set: { x: 1 } },
      collation: noCase,
      new: true,
    },
    reply: { value: { _id: 0, w: "a", x: 1 } },
  },
  updates({ _id: 0, w: "a" }, { q: { w: "A" }, u: { $set: { x: 1 } } }, { _id: 0, w: "a", x: 1 }),
  updates({ _id: 0, a: ["x"] }, { q: {}, u: { $addToSet: { a: "X" } } }, { _id: 0, a: ["x"] }),
  updates({ _id: 0, a: ["x", "y"] }, { q: {}, u: { $pull: { a: "X" } } }, { _id: 0, a: ["y"] }),
  updates(
    { _id: 0, a: ["x", "y"] },
    { q: {}, u: { $pullAll: { a: ["Y"] } } },
    { _id: 0, a: ["x"] },
  ),
  updates(
    { _id: 0, a: ["x", "y"] },
    { q: {}, u: { $set: { "a.$[e]": 1 } }, arrayFilters: [{ e: "Y" }] },
    { _id: 0, a: ["x", 1] },
  ),
  updates({ _id: 0, a: "b" }, { q: {}, u: { $max: { a: "B" } } }, { _id: 0, a: "b" }),
  finds(words, {}, { filter: { w: "a" } }, [2]),
  refuses({ strength: 1 }, 40414),
  refuses({ locale: "en", foo: 1 }, 40415),
  refuses({ locale: 1 }, 14),
  refuses({ locale: "en", strength: 9 }, 2),
  refuses({ locale: "en", caseFirst: "x" }, 2),
  refuses({ locale: "sv" }, 238, "embedded"),
  refuses({ locale: "fr_CA" }, 238, "embedded"),
  refuses({ locale: "en", strength: 5 }, 238, "embedded"),
  refuses({ locale: "en", alternate: "shifted" }, 238, "embedded"),
  refuses({ locale: "en", backwards: true }, 238, "embedded"),
  {
    name: "refuses a collection with a collation",
    docs: [],
    command: { create: "$collection", collation: noCase },
    error: 238,
    only: "embedded",
  },
];
