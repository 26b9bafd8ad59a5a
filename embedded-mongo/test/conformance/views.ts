import type { ConformanceCase, Fields } from "./case.ts";

const people: readonly Fields[] = [
  { _id: 0, name: "Ann", age: 40, tags: ["a", "b"], at: [{ city: "X" }, { city: "Y" }] },
  { _id: 1, name: "Bob", age: 17, tags: [], at: { city: "X" } },
  { _id: 2, name: "Cid", age: 25, tags: "b" },
  { _id: 3, name: "Dan", age: 31, tags: null, at: [{ city: ["Z"] }] },
];

const make = (pipeline: readonly Fields[], name = "$view", viewOn = "$collection"): Fields => ({
  create: name,
  viewOn,
  pipeline,
});

const adults = make([{ $match: { age: { $gte: 18 } } }, { $project: { age: 0 } }]);
const everyone = make([]);

function over(
  name: string,
  setUp: readonly Fields[],
  rest: Partial<ConformanceCase>,
): ConformanceCase {
  return { name, docs: people, setUp, command: {}, ...rest };
}

const chain = (length: number): Fields[] =>
  Array.from({ length }, (_, at) =>
    make([], `$view${at}`, at === 0 ? "$collection" : `$view${at - 1}`),
  );

/** Views: pipelines that are read like collections. */
export const views: readonly ConformanceCase[] = [
  over("finds in a view", [adults], {
    command: {
      find: "$view",
      filter: { name: { $gt: "A" } },
      sort: { name: -1 },
      limit: 2,
      skip: 1,
      projection: { name: 1 },
    },
    found: [
      { _id: 2, name: "Cid" },
      { _id: 0, name: "Ann" },
    ],
  }),
  over("finds nothing by what a view leaves out", [adults], {
    command: { find: "$view", filter: { age: 40 } },
    found: [],
  }),
  over(
    "reads a view on a view",
    [
      adults,
      make(
        [
          { $match: { name: { $ne: "Cid" } } },
          { $set: { x: "$name" } },
          { $project: { x: 1, age: 1 } },
        ],
        "$other",
        "$view",
      ),
    ],
    {
      command: { find: "$other", filter: {}, sort: { _id: 1 } },
      found: [
        { _id: 0, x: "Ann" },
        { _id: 3, x: "Dan" },
      ],
    },
  ),
  over(
    "sees what is written after a view was made",
    [adults, { insert: "$collection", documents: [{ _id: 9, age: 50 }] }],
    {
      command: { find: "$view", filter: { _id: 9 } },
      found: [{ _id: 9 }],
    },
  ),
  over("reads a view on what is not there", [make([], "$view", "$other")], {
    command: { find: "$view" },
    found: [],
  }),
  over("aggregates a view", [adults], {
    command: {
      aggregate: "$view",
      pipeline: [{ $group: { _id: null, n: { $sum: 1 }, age: { $max: "$age" } } }],
      cursor: {},
    },
    found: [{ _id: null, n: 3, age: null }],
  }),
  over("counts in a view as a pipeline", [adults], {
    command: {
      aggregate: "$view",
      pipeline: [{ $match: {} }, { $group: { _id: 1, n: { $sum: 1 } } }],
      cursor: {},
    },
    found: [{ _id: 1, n: 3 }],
  }),
  over("joins with a view", [adults], {
    command: {
      aggregate: "$collection",
      pipeline: [
        { $match: { _id: { $lte: 1 } } },
        {
          $lookup: {
            from: "$view",
            localField: "_id",
            foreignField: "_id",
            as: "it",
            pipeline: [{ $project: { name: 1 } }],
          },
        },
        { $project: { it: 1 } },
      ],
      cursor: {},
    },
    found: [
      { _id: 0, it: [{ _id: 0, name: "Ann" }] },
      { _id: 1, it: [] },
    ],
  }),
  over("adds the documents of a view", [adults], {
    command: {
      aggregate: "$collection",
      pipeline: [
        { $match: { _id: 1 } },
        { $unionWith: { coll: "$view", pipeline: [{ $match: { _id: { $lt: 3 } } }] } },
        { $project: { _id: 1 } },
      ],
      cursor: {},
    },
    found: [{ _id: 1 }, { _id: 0 }, { _id: 2 }],
  }),
  over("counts in a view", [adults], { command: { count: "$view" }, reply: { n: 3 } }),
  over("counts what matches in a view", [adults], {
    command: { count: "$view", query: { name: { $gt: "A" } }, skip: 1, limit: 5 },
    reply: { n: 2 },
  }),
  over("counts nothing in a view", [adults], {
    command: { count: "$view", query: { name: "Bob" } },
    reply: { n: 0 },
  }),
  over("gives the different values of a view", [make([{ $sort: { _id: 1 } }])], {
    command: { distinct: "$view", key: "name", query: { _id: { $gt: 2 } } },
    reply: { values: ["Dan"] },
  }),
  over("gives the elements of arrays of a view", [everyone], {
    command: { distinct: "$view", key: "tags", query: { _id: { $in: [1, 2] } } },
    reply: { values: ["b"] },
  }),
  over("gives values within documents of a view", [everyone], {
    command: { distinct: "$view", key: "at.city", query: { _id: { $in: [1, 2] } } },
    reply: { values: ["X"] },
  }),
  over("gives no values of an empty view", [everyone], {
    command: { distinct: "$view", key: "none", query: { _id: 0 } },
    reply: { values: [] },
  }),
  over("lists a view", [adults], {
    command: { listCollections: 1, filter: { name: "$view" } },
    found: [
      {
        name: "$view",
        type: "view",
        options: {
          viewOn: "$collection",
          pipeline: [{ $match: { age: { $gte: 18 } } }, { $project: { age: 0 } }],
        },
        info: { readOnly: true },
      },
    ],
  }),
  over("lists a view's name", [adults], {
    command: { listCollections: 1, filter: { name: "$view" }, nameOnly: true },
    found: [{ name: "$view", type: "view" }],
  }),
  over("keeps a view as a document", [make([{ $match: { a: 1 } }])], {
    command: { find: "system.views", filter: { viewOn: "$collection" }, projection: { _id: 0 } },
    found: [{ viewOn: "$collection", pipeline: [{ $match: { a: 1 } }] }],
  }),
  over("drops a view and nothing else", [adults, { drop: "$view" }], {
    command: { find: "$view" },
    found: [],
    after: people,
  }),
  over(
    "makes a collection where a view was",
    [adults, { drop: "$view" }, { insert: "$view", documents: [{ _id: 7 }] }],
    {
      command: { find: "$view" },
      found: [{ _id: 7 }],
    },
  ),
  over("makes the same view twice", [adults], { command: adults }),
  over(
    "gives a view another pipeline",
    [
      adults,
      { collMod: "$view", viewOn: "$collection", pipeline: [{ $match: { age: { $lt: 18 } } }] },
    ],
    {
      command: { find: "$view", projection: { _id: 1 } },
      found: [{ _id: 1 }],
    },
  ),
  over("has 20 views upon each other", chain(20), {
    command: { count: "$view19" },
    reply: { n: 4 },
  }),
  over("refuses a view on 20 others", chain(20), {
    command: make([], "$view20", "$view19"),
    error: 165,
  }),
  over("gives a plan for a view", [adults], {
    command: { explain: { find: "$view", filter: {} }, verbosity: "queryPlanner" },
    reply: { explainVersion: "1" },
    only: "embedded",
  }),
];
