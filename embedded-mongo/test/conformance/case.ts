import { EJSON } from "bson";

/** A document as a table gives it: JavaScript numbers stand for int or double as the driver sends them. */
export type Fields = Readonly<Record<string, unknown>>;
type Docs = readonly Fields[];

/** The expected result of a command. */
interface Outcome {
  /** The documents that the cursor gives, in order, with their types. */
  readonly found?: Docs;
  /** Fields that the reply must have. */
  readonly reply?: Fields;
  /** The documents of the collection afterwards, by `_id`. */
  readonly after?: Docs;
  /** The code of the error, of the command or of its first write. */
  readonly error?: number;
}

/** One case: documents, a command on their collection, and its result. */
export interface ConformanceCase extends Outcome {
  readonly name: string;
  readonly docs: Docs;
  /** Documents of another collection of the same database. */
  readonly other?: Docs;
  /** The command; `$collection` in a value stands for the collection's name, `$other` for the other one. */
  readonly command: Fields;
  /** For what only the embedded store refuses. */
  readonly only?: "embedded";
}

const show = (value: unknown): string => EJSON.stringify(value).slice(0, 110);

function withIds(docs: Docs): Fields[] {
  return docs.map((doc, at) => ("_id" in doc ? doc : { _id: at, ...doc }));
}

function make(name: string, docs: Docs, command: Fields, outcome: Outcome): ConformanceCase {
  return { name, docs: withIds(docs), command, ...outcome };
}

/** A case that a real server has not: the embedded store refuses it. */
export function onlyEmbedded(one: ConformanceCase): ConformanceCase {
  return { ...one, only: "embedded" };
}

/** A command on a collection with one document is refused with a code. */
export function refuses(command: Fields, error: number): ConformanceCase {
  return make(`refuses ${show(command)}`, [{ a: 1 }], command, { error });
}

/** A `find` with these options. */
export const find = (options: Fields): Fields => ({ find: "$collection", ...options });
const aggregate = (pipeline: Docs): Fields => ({
  aggregate: "$collection",
  pipeline,
  cursor: {},
});
const byId = (ids: readonly unknown[]): Outcome => ({ found: ids.map((_id) => ({ _id })) });

/** A filter finds the documents with these ids; documents without `_id` are numbered from 0. */
export function finds(docs: Docs, filter: Fields, ids: readonly unknown[]): ConformanceCase {
  const command = find({ filter, projection: { _id: 1 }, sort: { _id: 1 } });
  return make(`finds ${show(filter)} in ${show(docs)}`, docs, command, byId(ids));
}

/** A filter is refused with a code. */
export const refusesFilter = (filter: Fields, error: number): ConformanceCase =>
  refuses(find({ filter }), error);

/** A sort gives the documents in the order of these ids. */
export function sorts(docs: Docs, sort: Fields, ids: readonly unknown[]): ConformanceCase {
  const command = find({ sort, projection: { _id: 1 } });
  return make(`sorts by ${show(sort)}: ${show(docs)}`, docs, command, byId(ids));
}

/** A find projection makes one document out of another. */
export function projects(doc: Fields, projection: Fields, expected: Fields): ConformanceCase {
  const name = `projects ${show(doc)} by ${show(projection)}`;
  return make(name, [doc], find({ projection }), { found: [expected] });
}

/** A find projection is refused with a code. */
export const refusesProjection = (projection: Fields, error: number): ConformanceCase =>
  refuses(find({ projection }), error);

/** The options of an update besides the operators. */
interface UpdateOptions {
  readonly filter?: Fields;
  readonly arrayFilters?: Docs;
  readonly upsert?: boolean;
  readonly multi?: boolean;
}

function changes(
  docs: Docs,
  update: unknown,
  outcome: Outcome,
  { filter = {}, ...options }: UpdateOptions = {},
): ConformanceCase {
  const name = `updates ${show(docs)} where ${show(filter)} by ${show(update)}`;
  const command = { update: "$collection", updates: [{ q: filter, u: update, ...options }] };
  return make(name, docs, command, outcome);
}

/** An update makes one document (with `_id` 0) out of another. */
export function updates(
  doc: Fields,
  update: unknown,
  expected: Fields,
  options?: UpdateOptions,
): ConformanceCase {
  return changes([doc], update, { after: withIds([expected]) }, options);
}

/** An update counts these documents as matched and changed. */
export function counts(doc: Fields, update: unknown, n: number, nModified: number) {
  return changes([doc], update, { reply: { n, nModified } });
}

/** An update is refused with a code and leaves the document as it was. */
export function refusesUpdate(
  doc: Fields,
  update: unknown,
  error: number,
  options?: UpdateOptions,
): ConformanceCase {
  return changes([doc], update, { after: withIds([doc]), error }, options);
}

/** An upsert into an empty collection makes this document. */
export function upserts(filter: Fields, update: unknown, expected: Fields): ConformanceCase {
  return changes([], update, { after: [expected] }, { filter, upsert: true });
}

/** A pipeline gives these documents. */
export function aggregates(
  docs: Docs,
  pipeline: Docs,
  found: Docs,
  other: Docs = [],
): ConformanceCase {
  const name = `aggregates ${show(pipeline)} over ${show(docs)}`;
  return { ...make(name, docs, aggregate(pipeline), { found }), other };
}

/** A pipeline is refused with a code. */
export const refusesPipeline = (pipeline: Docs, error: number): ConformanceCase =>
  refuses(aggregate(pipeline), error);

/** The result of an expression without a value. */
export const missing = Symbol("missing");
const valueIs = (value: unknown): Docs => [{ $set: { value } }, { $project: { _id: 0, value: 1 } }];

/** An expression has this value for a document. */
export function evaluates(expression: unknown, value: unknown, doc: Fields = {}): ConformanceCase {
  return aggregates([doc], valueIs(expression), [value === missing ? {} : { value }]);
}

/** An expression is refused with a code. */
export const refusesExpression = (expression: unknown, error: number): ConformanceCase =>
  refuses(aggregate(valueIs(expression)), error);
