import { Int32, Long } from "bson";
import type { ConformanceCase, Fields } from "./case.ts";

const rule: Fields = { n: { $gte: 5 } };
const made: Fields = { create: "$other", validator: rule };
const insert = (doc: Fields, options: Fields = {}): Fields => ({
  insert: "$other",
  documents: [doc],
  ...options,
});
const update = (q: Fields, u: unknown, options: Fields = {}): Fields => ({
  update: "$other",
  updates: [{ q, u, ...options }],
});
const bad = insert({ _id: 1, n: 1, deep: { n: 1 } }, { bypassDocumentValidation: true });
const good = insert({ _id: 2, n: 5, list: [{ n: 1 }] });

function over(
  name: string,
  setUp: readonly Fields[],
  rest: Partial<ConformanceCase>,
): ConformanceCase {
  return { name, docs: [], setUp, command: {}, ...rest };
}

function leaves(name: string, setUp: readonly Fields[], found: readonly Fields[]): ConformanceCase {
  return over(name, setUp, { command: { find: "$other", sort: { _id: 1 } }, found });
}

function refuses(
  name: string,
  command: Fields,
  error = 121,
  setUp = [made, bad, good],
): ConformanceCase {
  return over(`refuses ${name}`, setUp, { command, error });
}

const listed = (options: Fields): Partial<ConformanceCase> => ({
  command: {
    aggregate: "$other",
    pipeline: [{ $limit: 1 }],
    cursor: {},
  },
  found: [],
  options,
});

const index = (spec: Fields): Fields => ({
  createIndexes: "$collection",
  indexes: [{ key: { a: 1 }, name: "a", ...spec }],
});
const change = (spec: Fields): Fields => ({ collMod: "$collection", index: spec });

/** Validators of collections, and what else `collMod` changes. */
export const validating: readonly ConformanceCase[] = [
  leaves("stores what a validator accepts", [made, good], [{ _id: 2, n: 5, list: [{ n: 1 }] }]),
  refuses("a document that fails", insert({ _id: 9, n: 4 })),
  refuses("a document without what it needs", insert({ _id: 9 })),
  refuses("an update that makes a document fail", update({ _id: 2 }, { $set: { n: 1 } })),
  refuses("an update of a document that fails", update({ _id: 1 }, { $set: { x: 1 } })),
  refuses("a replacement that fails", update({ _id: 2 }, { x: 1 })),
  refuses("an upsert that fails", update({ _id: 9 }, { $set: { n: 1 } }, { upsert: true })),
  refuses("a document that findAndModify makes fail", {
    findAndModify: "$other",
    query: { _id: 2 },
    update: { $inc: { n: -1 } },
  }),
  refuses(
    "what a pipeline merges in",
    { aggregate: "$collection", pipeline: [{ $merge: "$other" }], cursor: {} },
    121,
    [made, { insert: "$collection", documents: [{ _id: 5 }] }],
  ),
  refuses(
    "what a pipeline puts in the place",
    { aggregate: "$collection", pipeline: [{ $out: "$other" }], cursor: {} },
    121,
    [made, { insert: "$collection", documents: [{ _id: 5 }] }],
  ),
  over("goes on after a document that fails", [made], {
    command: { insert: "$other", documents: [{ _id: 1 }, { _id: 2, n: 5 }], ordered: false },
    error: 121,
    reply: { n: 1 },
  }),
  over("changes a document so that it no longer fails", [made, bad], {
    command: update({ _id: 1 }, { $set: { n: 7 } }),
    reply: { n: 1, nModified: 1 },
  }),
  over("leaves a document that fails as it is", [made, bad], {
    command: update({ _id: 1 }, { $set: { n: 1 } }),
    reply: { n: 1, nModified: 0 },
  }),
  over("asks for no validation", [made, bad], {
    command: { ...update({ _id: 1 }, { $set: { n: 2 } }), bypassDocumentValidation: true },
    reply: { n: 1, nModified: 1 },
  }),
  over(
    "asks for no validation of what is merged in",
    [
      made,
      { insert: "$collection", documents: [{ _id: 5 }] },
      {
        aggregate: "$collection",
        pipeline: [{ $merge: "$other" }],
        cursor: {},
        bypassDocumentValidation: true,
      },
    ],
    {
      command: { count: "$other" },
      reply: { n: 1 },
    },
  ),
  over(
    "lets moderately what failed before fail again",
    [{ ...made, validationLevel: "moderate" }, bad, good],
    {
      command: update({ _id: 1 }, { $set: { x: 1 } }),
      reply: { nModified: 1 },
    },
  ),
  refuses("moderately to make a valid document fail", update({ _id: 2 }, { $set: { n: 1 } }), 121, [
    { ...made, validationLevel: "moderate" },
    good,
  ]),
  refuses("moderately a new document that fails", insert({ _id: 9 }), 121, [
    { ...made, validationLevel: "moderate" },
  ]),
  over("checks nothing when validation is off", [{ ...made, validationLevel: "off" }], {
    command: insert({ _id: 9 }),
    reply: { n: 1 },
  }),
  over("only warns", [{ ...made, validationAction: "warn" }], {
    command: insert({ _id: 9 }),
    reply: { n: 1 },
  }),
  refuses("by an expression", insert({ a: 1, b: 1 }), 121, [
    { create: "$other", validator: { $expr: { $lt: ["$a", "$b"] } } },
  ]),
  over("compares bytes whatever the collation", [{ create: "$other", validator: { s: "a" } }], {
    command: update(
      {},
      { $set: { s: "A" } },
      { upsert: true, collation: { locale: "en", strength: 2 } },
    ),
    error: 121,
  }),
  over("shows what was said of validation", [made], listed({ validator: rule })),
  over(
    "shows what was changed of validation",
    [{ create: "$other" }, { collMod: "$other", validator: rule }],
    listed({ validator: rule, validationLevel: "strict", validationAction: "error" }),
  ),
  over(
    "keeps the level when the validator changes",
    [
      { ...made, validationLevel: "off" },
      { collMod: "$other", validator: { a: 1 } },
    ],
    listed({ validator: { a: 1 }, validationLevel: "off", validationAction: "error" }),
  ),
  over(
    "keeps the validator when the action changes",
    [made, { collMod: "$other", validationAction: "warn" }],
    listed({ validator: rule, validationAction: "warn" }),
  ),
  leaves(
    "checks nothing after the validator was taken away",
    [made, { collMod: "$other", validator: {} }, insert({ _id: 9 })],
    [{ _id: 9 }],
  ),
  leaves(
    "checks nothing in a new collection of the name",
    [made, { drop: "$other" }, insert({ _id: 9 })],
    [{ _id: 9 }],
  ),
  over("makes the same collection twice", [made], {
    command: { ...made, validationLevel: "strict" },
  }),
  refuses("a collection with another validator", { create: "$other", validator: { x: 1 } }, 48),
  refuses("a collection without the validator", { create: "$other" }, 48),
  refuses("a validator that is no filter", { create: "$view", validator: { n: { $fancy: 1 } } }, 2),
  refuses("a level that there is not", { create: "$view", validationLevel: "fancy" }, 2),
  refuses("an action that there is not", { collMod: "$other", validationAction: "fancy" }, 2),
  refuses("a view with a validator", { create: "$view", viewOn: "$other", validator: {} }, 72),
  // Indexes.
  over("changes the time of an index", [index({ expireAfterSeconds: 5 })], {
    command: change({ name: "a", expireAfterSeconds: 9 }),
    reply: { expireAfterSeconds_old: new Long(5), expireAfterSeconds_new: new Long(9) },
  }),
  over("gives an index a time", [index({})], {
    command: change({ keyPattern: { a: 1 }, expireAfterSeconds: 9 }),
    reply: { expireAfterSeconds_new: new Long(9) },
  }),
  over("hides an index", [index({})], {
    command: change({ name: "a", hidden: true }),
    reply: { hidden_old: false, hidden_new: true },
  }),
  over("lists a hidden index", [index({}), change({ name: "a", hidden: true })], {
    command: { listIndexes: "$collection" },
    found: [
      { v: new Int32(2), key: { _id: 1 }, name: "_id_" },
      { v: new Int32(2), key: { a: 1 }, name: "a", hidden: true },
    ],
  }),
  over("shows an index again", [index({ hidden: true }), change({ name: "a", hidden: false })], {
    command: { find: "$collection", hint: "a" },
    found: [],
  }),
  over(
    "keeps a hidden index unique",
    [index({ hidden: true, unique: true }), { insert: "$collection", documents: [{ a: 1 }] }],
    {
      command: { insert: "$collection", documents: [{ a: 1 }] },
      error: 11000,
    },
  ),
  refuses("a hidden index as a hint", { find: "$collection", hint: "a" }, 2, [
    index({ hidden: true }),
  ]),
  refuses("to hide the index on _id", change({ name: "_id_", hidden: true }), 2, [index({})]),
  refuses("a time for the index on _id", change({ name: "_id_", expireAfterSeconds: 1 }), 72, [
    index({}),
  ]),
  refuses("a time below 0", change({ name: "a", expireAfterSeconds: -1 }), 72, [index({})]),
  refuses("to change an index that is not there", change({ name: "b", hidden: true }), 27, [
    index({}),
  ]),
  refuses("to change an index in no way", change({ name: "a" }), 72, [index({})]),
  refuses("to change an index without a name", change({ hidden: true }), 72, [index({})]),
  refuses(
    "to change an index by two names",
    change({ name: "a", keyPattern: { a: 1 }, hidden: true }),
    72,
    [index({})],
  ),
  refuses("an unknown change", { collMod: "$other", fancy: 1 }, 40415),
];
