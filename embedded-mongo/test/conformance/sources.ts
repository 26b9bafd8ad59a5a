import { Long } from "bson";
import { aggregates, type ConformanceCase, type Fields, refusesPipeline } from "./case.ts";

const onDatabase = (pipeline: readonly Fields[]): Fields => ({
  aggregate: 1,
  pipeline,
  cursor: {},
});

/** Stages that bring documents of their own. */
export const sources: readonly ConformanceCase[] = [
  {
    name: "takes documents from the pipeline itself",
    docs: [],
    command: onDatabase([{ $documents: [{ a: 1 }, { a: 2 }] }, { $match: { a: { $gt: 1 } } }]),
    found: [{ a: 2 }],
  },
  {
    name: "takes documents from an expression",
    docs: [],
    command: onDatabase([
      { $documents: { $map: { input: [1, 2], as: "n", in: { n: "$$n" } } } },
      { $sort: { n: -1 } },
    ]),
    found: [{ n: 2 }, { n: 1 }],
  },
  {
    name: "refuses documents for a pipeline on a collection",
    docs: [],
    command: { aggregate: "$collection", pipeline: [{ $documents: [] }], cursor: {} },
    error: 73,
  },
  {
    name: "refuses a pipeline on a database that needs a collection",
    docs: [],
    command: onDatabase([{ $match: {} }]),
    error: 73,
  },
  {
    name: "names the session that asks",
    docs: [],
    command: onDatabase([
      { $listLocalSessions: {} },
      { $limit: 1 },
      { $project: { _id: 0, isTimed: { $eq: [{ $type: "$lastUse" }, "date"] } } },
    ]),
    found: [{ isTimed: true }],
  },
  aggregates(
    [{ _id: 1 }],
    [{ $unionWith: { pipeline: [{ $documents: [{ _id: 2 }] }] } }],
    [{ _id: 1 }, { _id: 2 }],
  ),
  aggregates(
    [{ _id: 1 }],
    [{ $lookup: { pipeline: [{ $documents: [{ k: 1 }] }], as: "o" } }],
    [{ _id: 1, o: [{ k: 1 }] }],
  ),
  aggregates(
    [{ _id: 1, k: 2 }],
    [
      {
        $lookup: {
          localField: "k",
          foreignField: "k",
          pipeline: [{ $documents: [{ k: 1 }, { k: 2 }] }],
          as: "o",
        },
      },
    ],
    [{ _id: 1, k: 2, o: [{ k: 2 }] }],
  ),
  aggregates(
    [{}, {}],
    [{ $collStats: { count: {} } }, { $project: { _id: 0, count: 1 } }],
    [{ count: Long.fromNumber(2) }],
  ),
  refusesPipeline([], [{ $match: {} }, { $collStats: {} }], 40602),
  refusesPipeline([], [{ $unionWith: { pipeline: [] } }], 9),
  refusesPipeline([], [{ $changeStream: {} }], 40573, "embedded"),
];
