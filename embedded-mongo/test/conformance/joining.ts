import { aggregates, type ConformanceCase, onlyEmbedded, refusesPipeline } from "./case.ts";

/** Pipelines over several collections, and pipelines that are refused. */
export const joining: readonly ConformanceCase[] = [
  // $lookup.
  aggregates(
    [{ k: 1 }, { k: 2 }, {}],
    [
      { $lookup: { from: "$other", localField: "k", foreignField: "f", as: "o" } },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: 0, k: 1, o: [{ _id: 1, f: 1 }] },
      { _id: 1, k: 2, o: [] },
      { _id: 2, o: [{ _id: 2 }, { _id: 3, f: null }] },
    ],
    [{ _id: 1, f: 1 }, { _id: 2 }, { _id: 3, f: null }],
  ),
  aggregates(
    [{ k: [1, 3] }],
    [
      { $lookup: { from: "$other", localField: "k", foreignField: "f", as: "o" } },
      { $unwind: "$o" },
      { $sort: { "o._id": 1 } },
      { $project: { o: "$o._id" } },
    ],
    [
      { _id: 0, o: 1 },
      { _id: 0, o: 3 },
    ],
    [
      { _id: 1, f: 1 },
      { _id: 2, f: 2 },
      { _id: 3, f: [3, 9] },
    ],
  ),

  aggregates(
    [{ a: [{ k: 1 }, { k: 2 }] }],
    [
      { $lookup: { from: "$other", localField: "a.k", foreignField: "_id", as: "o" } },
      { $project: { n: { $size: "$o" } } },
    ],
    [{ _id: 0, n: 2 }],
    [{ _id: 1 }, { _id: 2 }, { _id: 3 }],
  ),

  // Refusals.
  onlyEmbedded(
    refusesPipeline(
      [{ $lookup: { from: "$other", localField: "a.0", foreignField: "f", as: "o" } }],
      238,
    ),
  ),
  refusesPipeline([{ $foo: 1 }], 40324),
  refusesPipeline([{ $match: {}, $limit: 1 }], 40323),
  refusesPipeline([{}], 40323),
  refusesPipeline([{ $limit: 0 }], 15958),
  refusesPipeline([{ $limit: -1 }], 5107201),
  refusesPipeline([{ $skip: -1 }], 5107200),
  refusesPipeline([{ $sort: {} }], 15976),
  refusesPipeline([{ $group: { n: { $sum: 1 } } }], 15955),
  refusesPipeline([{ $group: { _id: null, n: 1 } }], 40234),
  refusesPipeline([{ $group: { _id: null, n: { $foo: 1 } } }], 15952),
  refusesPipeline([{ $group: { _id: null, "a.b": { $sum: 1 } } }], 40235),
  refusesPipeline([{ $project: {} }], 51272),
  refusesPipeline([{ $project: { a: 1, b: 0 } }], 31254),
  refusesPipeline([{ $count: "" }], 40157),
  refusesPipeline([{ $unwind: "a" }], 28818),
  refusesPipeline([{ $unwind: { path: "$a", foo: 1 } }], 28811),
  refusesPipeline([{ $facet: { a: [{ $facet: {} }] } }], 40600),
  onlyEmbedded(refusesPipeline([{ $densify: {} }], 40324)),
];
