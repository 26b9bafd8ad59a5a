import { Double, Long } from "bson";
import { aggregates, type ConformanceCase, type Fields, refusesPipeline } from "./case.ts";

const d = (number: number) => new Double(number);
const rows = [
  { _id: 0, g: "b", t: 1, v: 1 },
  { _id: 1, g: "a", t: 3, v: 2 },
  { _id: 2, g: "a", t: 1, v: 3 },
  { _id: 3, g: "a", t: 3, v: 4 },
  { _id: 4, g: "b", t: 9, v: 5 },
];

/** What a function gives for each row, in the order of partitions and then of `t` and `_id`. */
function gives(output: Fields, values: readonly unknown[], sortBy: Fields = { t: 1, _id: 1 }) {
  return aggregates(
    rows,
    [
      { $setWindowFields: { partitionBy: "$g", sortBy, output: { x: output } } },
      { $project: { x: 1 } },
    ],
    [2, 1, 3, 0, 4].map((_id, at) => ({ _id, x: values[at] })),
  );
}

const refuses = (spec: Fields, error: number): ConformanceCase =>
  refusesPipeline(rows, [{ $setWindowFields: spec }], error);

/** Stages that look at a document's neighbours, at equals and at what it refers to. */
export const windows: readonly ConformanceCase[] = [
  gives({ $sum: "$v" }, [9, 9, 9, 6, 6]),
  gives({ $sum: "$v", window: { documents: ["unbounded", "current"] } }, [3, 5, 9, 1, 6]),
  gives({ $sum: "$v", window: { documents: [-1, 0] } }, [3, 5, 6, 1, 6]),
  gives({ $sum: "$v", window: { documents: [1, 1] } }, [2, 4, 0, 5, 0]),
  gives({ $push: "$v", window: { documents: ["current", "unbounded"] } }, [
    [3, 2, 4],
    [2, 4],
    [4],
    [1, 5],
    [5],
  ]),
  gives({ $push: "$v", window: { documents: ["unbounded", "current"] } }, [
    [3],
    [3, 2],
    [3, 2, 4],
    [1],
    [1, 5],
  ]),
  gives({ $avg: "$v", window: { documents: [5, 6] } }, [null, null, null, null, null]),
  gives({ $first: "$v", window: { documents: [-1, -1] } }, [null, 3, 2, null, 1]),
  gives({ $count: {} }, [3, 3, 3, 2, 2]),
  gives({ $max: "$v", window: { documents: ["unbounded", "current"] } }, [3, 3, 4, 1, 5]),
  gives({ $topN: { n: 1, sortBy: { v: -1 }, output: "$v" } }, [[4], [4], [4], [5], [5]]),
  gives({ $documentNumber: {} }, [1, 2, 3, 1, 2]),
  gives({ $shift: { output: "$v", by: 1, default: -1 } }, [2, 4, -1, 5, -1]),
  gives({ $shift: { output: "$v", by: -1 } }, [null, 3, 2, null, 1]),
  aggregates(
    rows,
    [
      {
        $setWindowFields: {
          sortBy: { t: 1 },
          output: {
            r: { $rank: {} },
            d: { $denseRank: {} },
            s: { $sum: "$v", window: { range: [-2, "current"] } },
          },
        },
      },
      { $sort: { _id: 1 } },
      { $project: { r: 1, d: 1, s: 1 } },
    ],
    [
      { _id: 0, r: 1, d: 1, s: 4 },
      { _id: 1, r: 3, d: 2, s: 10 },
      { _id: 2, r: 1, d: 1, s: 4 },
      { _id: 3, r: 3, d: 2, s: 10 },
      { _id: 4, r: 5, d: 3, s: 5 },
    ],
  ),
  aggregates(
    ["2024-01-31", "2024-02-29", "2024-03-01"].map((day, _id) => ({ _id, at: new Date(day) })),
    [
      {
        $setWindowFields: {
          sortBy: { at: 1 },
          output: { n: { $count: {}, window: { range: [-1, 0], unit: "month" } } },
        },
      },
      { $project: { n: 1 } },
    ],
    [
      { _id: 0, n: 1 },
      { _id: 1, n: 2 },
      { _id: 2, n: 2 },
    ],
  ),
  aggregates(
    [{ a: 1 }],
    [{ $setWindowFields: { output: { "n.m": { $sum: "$a" } } } }],
    [{ _id: 0, a: 1, n: { m: 1 } }],
  ),
  refuses({}, 40414),
  refuses({ output: {}, foo: 1 }, 40415),
  refuses({ output: { x: { $foo: 1 } } }, 9),
  refuses({ output: { x: { $rank: {} } } }, 5371602),
  refuses({ sortBy: { t: 1 }, output: { x: { $rank: 1 } } }, 5371603),
  refuses({ output: { x: { $sum: 1, window: { documents: [0, 1] } } } }, 5339901),
  refuses({ sortBy: { t: -1 }, output: { x: { $sum: 1, window: { range: [0, 1] } } } }, 5339902),
  refuses({ sortBy: { t: 1 }, output: { x: { $sum: 1, window: { range: [2, 1] } } } }, 5339900),
  refuses({ sortBy: { g: 1 }, output: { x: { $sum: 1, window: { range: [0, 1] } } } }, 5429414),
  refuses({ partitionBy: ["$a"], output: { x: { $sum: 1 } } }, 14),
  // $locf, $linearFill and $fill.
  aggregates(
    [{ x: 0, y: 1 }, { x: 1 }, { x: 4, y: null }, { x: 5, y: 6 }, { x: 6 }],
    [
      {
        $setWindowFields: {
          sortBy: { x: 1 },
          output: { l: { $locf: "$y" }, f: { $linearFill: "$y" } },
        },
      },
      { $project: { l: 1, f: 1 } },
    ],
    [
      { _id: 0, l: 1, f: 1 },
      { _id: 1, l: 1, f: d(2) },
      { _id: 2, l: 1, f: d(5) },
      { _id: 3, l: 6, f: 6 },
      { _id: 4, l: 6, f: null },
    ],
  ),
  aggregates(
    [{ x: 0, y: 1 }, { x: 2 }, { x: 4, y: null, z: 7 }],
    [{ $fill: { sortBy: { x: 1 }, output: { y: { method: "locf" }, z: { value: "$x" } } } }],
    [
      { _id: 0, x: 0, y: 1, z: 0 },
      { _id: 1, x: 2, y: 1, z: 2 },
      { _id: 2, x: 4, y: 1, z: 7 },
    ],
  ),
  aggregates(
    [{ g: 1, y: 1 }, { g: 2 }, { g: 1 }],
    [
      {
        $fill: { partitionByFields: ["g"], sortBy: { _id: 1 }, output: { y: { method: "locf" } } },
      },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: 0, g: 1, y: 1 },
      { _id: 1, g: 2, y: null },
      { _id: 2, g: 1, y: 1 },
    ],
  ),
  refusesPipeline([], [{ $fill: { output: {} } }], 6050203),
  refusesPipeline([], [{ $fill: { output: { a: { method: "foo" } } } }], 6050202),
  // $bucketAuto.
  aggregates(
    [1, 2, 2, 2, 5].map((a) => ({ a })),
    [{ $bucketAuto: { groupBy: "$a", buckets: 2 } }],
    [
      { _id: { min: 1, max: 5 }, count: 4 },
      { _id: { min: 5, max: 5 }, count: 1 },
    ],
  ),
  aggregates(
    [{ a: 4 }, { a: 1 }, {}],
    [{ $bucketAuto: { groupBy: "$a", buckets: 5, output: { ids: { $push: "$_id" } } } }],
    [
      { _id: { min: null, max: 1 }, ids: [2] },
      { _id: { min: 1, max: 4 }, ids: [1] },
      { _id: { min: 4, max: 4 }, ids: [0] },
    ],
  ),
  aggregates([], [{ $bucketAuto: { groupBy: "$a", buckets: 5 } }], []),
  refusesPipeline([], [{ $bucketAuto: { groupBy: "$a" } }], 40246),
  refusesPipeline([], [{ $bucketAuto: { groupBy: "a", buckets: 1 } }], 40239),
  refusesPipeline([], [{ $bucketAuto: { groupBy: "$a", buckets: 0 } }], 40243),
  refusesPipeline([], [{ $bucketAuto: { groupBy: "$a", buckets: "1" } }], 40241),
  // $redact.
  aggregates(
    [{ l: 1, a: { l: 5, x: 1 }, b: [{ l: 1, y: 1 }, { l: 5 }, 7], c: { l: 1, d: { l: 9 } } }],
    [{ $redact: { $cond: [{ $gt: ["$l", 3] }, "$$PRUNE", "$$DESCEND"] } }],
    [{ _id: 0, l: 1, b: [{ l: 1, y: 1 }, 7], c: { l: 1 } }],
  ),
  aggregates(
    [{ l: 1, a: { l: 2, b: { l: 9 } } }],
    [
      {
        $redact: {
          $switch: {
            // biome-ignore lint/suspicious/noThenProperty: that is what MongoDB calls it
            branches: [{ case: { $eq: ["$l", "$$ROOT.a.l"] }, then: "$$KEEP" }],
            default: "$$DESCEND",
          },
        },
      },
    ],
    [{ _id: 0, l: 1, a: { l: 2, b: { l: 9 } } }],
  ),
  refusesPipeline([{}], [{ $redact: 1 }], 17053),
  // $graphLookup.
  ...graphs(),
];

function graphs(): ConformanceCase[] {
  const people = {
    other: [
      { _id: "Ann", boss: null },
      { _id: "Bob", boss: "Ann" },
      { _id: "Cid", boss: ["Bob", "Dan"] },
      { _id: "Dan", boss: "Cid" },
    ],
  };
  const search = {
    from: "$other",
    startWith: "$who",
    connectFromField: "boss",
    connectToField: "_id",
    as: "chain",
  };
  const ids = { $project: { chain: { $sortArray: { input: "$chain._id", sortBy: 1 } } } };
  const finds = (who: unknown, more: Fields, chain: readonly string[]): ConformanceCase =>
    aggregates(
      [{ who }],
      [{ $graphLookup: { ...search, ...more } }, ids],
      [{ _id: 0, chain }],
      people,
    );
  return [
    finds("Bob", {}, ["Ann", "Bob"]),
    finds("Dan", {}, ["Ann", "Bob", "Cid", "Dan"]),
    finds(["Ann", "Bob"], { maxDepth: 0 }, ["Ann", "Bob"]),
    finds("Cid", { maxDepth: 1 }, ["Bob", "Cid", "Dan"]),
    finds("Cid", { restrictSearchWithMatch: { _id: { $ne: "Bob" } } }, ["Cid", "Dan"]),
    finds("Nobody", {}, []),
    aggregates(
      [{ who: "Bob" }],
      [
        { $graphLookup: { ...search, depthField: "far" } },
        { $project: { chain: { $sortArray: { input: "$chain", sortBy: { _id: 1 } } } } },
      ],
      [
        {
          _id: 0,
          chain: [
            { _id: "Ann", boss: null, far: Long.fromNumber(1) },
            { _id: "Bob", boss: "Ann", far: Long.fromNumber(0) },
          ],
        },
      ],
      people,
    ),
    refusesPipeline([], [{ $graphLookup: { from: "x" } }], 40105),
    refusesPipeline([], [{ $graphLookup: { ...search, foo: 1 } }], 40104),
    refusesPipeline([], [{ $graphLookup: { ...search, maxDepth: -1 } }], 40101),
    refusesPipeline([], [{ $graphLookup: { ...search, as: 1 } }], 40103),
  ];
}
