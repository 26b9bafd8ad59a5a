import { BSONRegExp } from "bson";
import { type ConformanceCase, type Fields, find, onlyEmbedded, refuses } from "./case.ts";

const index = (spec: Fields): Fields => ({ createIndexes: "$collection", indexes: [spec] });
const project = (projection: Fields): Fields => find({ projection });
const partial = (partialFilterExpression: Fields): Fields =>
  index({ key: { a: 1 }, name: "a", partialFilterExpression });

/** Commands that the store refuses, with MongoDB's error codes. */
export const refusing: readonly ConformanceCase[] = [
  // Unknown fields and missing ones.
  refuses(find({ fancy: 1 }), 40415),
  refuses({ ping: 1, fancy: 1 }, 40415),
  refuses({ update: "$collection", updates: [{ q: {}, u: {}, fancy: 1 }] }, 40415),
  refuses({ update: "$collection", updates: [{ q: {} }] }, 40414),
  refuses({ delete: "$collection", deletes: [{ q: {} }] }, 40414),
  refuses({ delete: "$collection", deletes: [{ q: {}, limit: 2 }] }, 9),
  refuses({ insert: "$collection", documents: [] }, 16),
  refuses({ insert: "$collection" }, 40414),
  refuses({ distinct: "$collection" }, 40414),
  refuses({ aggregate: "$collection", pipeline: [] }, 9),
  // Values out of range or of a wrong type.
  refuses(find({ limit: -1 }), 51024),
  refuses(find({ skip: -1 }), 51024),
  refuses(find({ batchSize: -1 }), 51024),
  refuses({ aggregate: "$collection", pipeline: [], cursor: { batchSize: -1 } }, 51024),
  refuses({ aggregate: "$collection", pipeline: [], cursor: { fancy: 1 } }, 40415),
  refuses({ listIndexes: "$collection", cursor: { batchSize: -1 } }, 51024),
  refuses(find({ filter: 5 }), 14),
  refuses(find({ sort: [] }), 14),
  refuses({ count: "$collection", limit: "x" }, 14),
  refuses(find({ hint: "none" }), 2),
  refuses({ getMore: 5, collection: "$collection" }, 14),
  // Paths.
  refuses(find({ sort: { "": 1 } }), 40352),
  refuses(find({ sort: { "a.": 1 } }), 40353),
  refuses(find({ sort: { "a..b": 1 } }), 15998),
  refuses(find({ sort: { $a: 1 } }), 16410),
  refuses(find({ sort: { a: 2 } }), 15975),
  onlyEmbedded(refuses(find({ sort: { "a.0": 1 } }), 238)),
  onlyEmbedded(refuses({ distinct: "$collection", key: "a.0" }, 238)),
  refuses(project({ "": 1 }), 40352),
  refuses(project({ "a.": 1 }), 40353),
  refuses(project({ "a..b": 1 }), 15998),
  refuses(project({ "a.$b": 1 }), 16410),

  refuses(project({ x: "$" }), 16872),
  refuses(project({ x: "$a..b" }), 15998),
  refuses(project({ x: "$a." }), 40353),
  // Undefined variables, also where no document would need them.
  ...undefinedVariables(),
  // Indexes.
  refuses(index({ key: { a: 1 }, name: "a", fancy: 1 }), 197),
  refuses(index({ key: { a: 0 }, name: "a" }), 67),
  refuses(index({ key: {}, name: "a" }), 67),
  refuses(index({ key: { a: 1 } }), 9),
  refuses(index({ key: { a: 1, b: 1 }, name: "a", expireAfterSeconds: 1 }), 67),
  refuses(partial({ a: { $ne: 1 } }), 67),
  refuses(partial({ a: { $exists: false } }), 67),
  refuses(partial({ a: new BSONRegExp("x") }), 67),
  refuses(partial({ $nor: [{ a: 1 }] }), 67),
  {
    name: "takes a partial index with all that one may say",
    docs: [],
    command: partial({ $and: [{ a: { $gt: 1 } }, { b: { $exists: true } }], d: 2 }),
    reply: { numIndexesAfter: 2 },
  },
  refuses({ dropIndexes: "$collection", index: "none" }, 27),
  refuses({ dropIndexes: "$collection", index: "_id_" }, 72),
  refuses({ dropIndexes: "none", index: "*" }, 26),
  refuses({ listIndexes: "none" }, 26),
  // Commands.
  refuses({ fancy: 1 }, 59),

  onlyEmbedded(refuses({ replSetGetStatus: 1 }, 59)),
];

function undefinedVariables(): ConformanceCase[] {
  const aggregate = (pipeline: readonly Fields[]): Fields => ({
    aggregate: "none",
    pipeline,
    cursor: {},
  });
  return [
    refuses(aggregate([{ $project: { x: "$$y" } }]), 17276),
    refuses({ find: "none", projection: { x: "$$y" } }, 17276),
  ];
}
