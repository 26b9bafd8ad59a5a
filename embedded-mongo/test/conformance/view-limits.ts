import type { ConformanceCase, Fields } from "./case.ts";

const docs: readonly Fields[] = [{ _id: 0, name: "Ann" }];

const make = (pipeline: readonly Fields[], name = "$view", viewOn = "$collection"): Fields => ({
  create: name,
  viewOn,
  pipeline,
});

const everyone = make([]);

function refuses(
  name: string,
  command: Fields,
  error: number,
  setUp = [everyone],
): ConformanceCase {
  return { name: `refuses ${name}`, docs, setUp, command, error, after: docs };
}

/** What views have not, and what is no view. */
export const viewLimits: readonly ConformanceCase[] = [
  // What views have not.
  refuses("to insert into a view", { insert: "$view", documents: [{ _id: 8 }] }, 166),
  refuses(
    "to update in a view",
    { update: "$view", updates: [{ q: {}, u: { $set: { x: 1 } } }] },
    166,
  ),
  refuses(
    "to upsert in a view",
    { update: "$view", updates: [{ q: { _id: 5 }, u: { $set: { x: 1 } }, upsert: true }] },
    166,
  ),
  refuses("to delete from a view", { delete: "$view", deletes: [{ q: {}, limit: 0 }] }, 166),
  refuses("to find and modify in a view", { findAndModify: "$view", query: {}, remove: true }, 166),
  refuses(
    "to index a view",
    { createIndexes: "$view", indexes: [{ key: { a: 1 }, name: "a" }] },
    166,
  ),
  refuses("to list a view's indexes", { listIndexes: "$view" }, 166),
  refuses("to drop a view's indexes", { dropIndexes: "$view", index: "*" }, 166),
  refuses("the size of a view", { collStats: "$view" }, 166),
  refuses(
    "to count by the size of a view",
    { aggregate: "$view", pipeline: [{ $collStats: { count: {} } }], cursor: {} },
    166,
  ),
  refuses("to check a view", { validate: "$view" }, 166),
  refuses(
    "to merge into a view",
    { aggregate: "$collection", pipeline: [{ $merge: "$view" }], cursor: {} },
    166,
  ),
  refuses("to find by keys in a view", { find: "$view", returnKey: true }, 168),
  refuses("to show record numbers of a view", { find: "$view", showRecordId: true }, 168),
  refuses("the natural order of a view", { find: "$view", sort: { $natural: 1 } }, 168),
  refuses(
    "another collation than the view's",
    { find: "$view", collation: { locale: "en", strength: 2 } },
    167,
  ),
  // Definitions.
  refuses("a view of another name's place", make([{ $match: {} }]), 48),
  refuses("a view in the place of a collection", make([], "$collection", "$other"), 48),
  refuses("a collection in the place of a view", { create: "$view" }, 48),
  refuses("a view on itself", make([], "$other", "$other"), 5),
  refuses("views in a circle", { collMod: "$view", viewOn: "$other", pipeline: [] }, 5, [
    everyone,
    make([], "$other", "$view"),
  ]),
  refuses(
    "views in a circle by a join",
    {
      collMod: "$view",
      viewOn: "$collection",
      pipeline: [{ $facet: { a: [{ $lookup: { from: "$other", as: "x", pipeline: [] } }] } }],
    },
    5,
    [everyone, make([], "$other", "$view")],
  ),
  refuses("a pipeline without a view", { create: "$other", pipeline: [] }, 72),
  refuses("a view that writes", make([{ $out: "x" }], "$other"), 167),
  refuses("a view with a bad stage", make([{ $fancy: 1 }], "$other"), 40324),
  refuses(
    "a view with a variable that nothing sets",
    make([{ $project: { x: "$$y" } }], "$other"),
    17276,
  ),
  refuses("a view without a name to be on", make([], "$other", ""), 2),
  refuses(
    "a pipeline for a collection",
    { collMod: "$collection", viewOn: "$collection", pipeline: [] },
    72,
  ),
  refuses("to change what is not there", { collMod: "$other" }, 26),
  {
    ...refuses(
      "to write to the views themselves",
      { delete: "system.views", deletes: [{ q: {}, limit: 0 }] },
      238,
    ),
    only: "embedded",
  },
];
