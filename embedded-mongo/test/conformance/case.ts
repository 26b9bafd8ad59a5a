import { EJSON } from "bson";

/** A document as a table gives it: JavaScript numbers stand for int or double as the driver sends them. */
export type Fields = Record<string, unknown>;

/** One case: documents, a command on their collection, and the reply, the documents after it, or the error. */
export interface ConformanceCase {
  readonly name: string;
  readonly docs: readonly Fields[];
  /** Documents of other collections of the same database, by name. */
  readonly others?: Readonly<Record<string, readonly Fields[]>>;
  /** The command; `$collection` in a value stands for the collection's name, `$other` for another one. */
  readonly command: Fields;
  /** The documents that the cursor gives, in order, with their types. */
  readonly found?: readonly Fields[];
  /** Fields that the reply must have. */
  readonly reply?: Fields;
  /** The documents of the collection afterwards, by `_id`. */
  readonly after?: readonly Fields[];
  /** The code of the error, of the command or of its first write. */
  readonly error?: number;
  /** For what only the embedded store refuses. */
  readonly only?: "embedded";
}

const show = (value: unknown): string => EJSON.stringify(value).slice(0, 110);

function withIds(docs: readonly Fields[]): Fields[] {
  return docs.map((doc, at) => ("_id" in doc ? doc : { _id: at, ...doc }));
}

/** A filter finds the documents with these ids; documents without `_id` are numbered from 0. */
export function finds(
  docs: readonly Fields[],
  filter: Fields,
  ids: readonly unknown[],
): ConformanceCase {
  return {
    name: `finds ${show(filter)} in ${show(docs)}`,
    docs: withIds(docs),
    command: { find: "$collection", filter, projection: { _id: 1 }, sort: { _id: 1 } },
    found: ids.map((_id) => ({ _id })),
  };
}

/** A filter is refused with a code. */
export function refusesFilter(filter: Fields, error: number): ConformanceCase {
  return {
    name: `refuses the filter ${show(filter)}`,
    docs: [{ _id: 0 }],
    command: { find: "$collection", filter },
    error,
  };
}

/** A sort gives the documents in the order of these ids. */
export function sorts(
  docs: readonly Fields[],
  sort: Fields,
  ids: readonly unknown[],
): ConformanceCase {
  return {
    name: `sorts by ${show(sort)}: ${show(docs)}`,
    docs: withIds(docs),
    command: { find: "$collection", sort, projection: { _id: 1 } },
    found: ids.map((_id) => ({ _id })),
  };
}

/** A find projection makes one document out of another. */
export function projects(doc: Fields, projection: Fields, expected: Fields): ConformanceCase {
  return {
    name: `projects ${show(doc)} by ${show(projection)}`,
    docs: withIds([doc]),
    command: { find: "$collection", projection },
    found: [expected],
  };
}

/** A find projection is refused with a code. */
export function refusesProjection(projection: Fields, error: number): ConformanceCase {
  return {
    name: `refuses the projection ${show(projection)}`,
    docs: [{ _id: 0 }],
    command: { find: "$collection", projection },
    error,
  };
}

/** More about an update than the operators. */
export interface UpdateOptions {
  readonly filter?: Fields;
  readonly arrayFilters?: readonly Fields[];
  readonly upsert?: boolean;
  readonly multi?: boolean;
}

function updateCommand(update: unknown, { filter = {}, ...options }: UpdateOptions): Fields {
  return { update: "$collection", updates: [{ q: filter, u: update, ...options }] };
}

/** An update makes one document (with `_id` 0) out of another. */
export function updates(
  doc: Fields,
  update: unknown,
  expected: Fields,
  options: UpdateOptions = {},
): ConformanceCase {
  return {
    name: `updates ${show(doc)} by ${show(update)}${options.filter ? ` where ${show(options.filter)}` : ""}`,
    docs: withIds([doc]),
    command: updateCommand(update, options),
    after: withIds([expected]),
  };
}

/** An update counts these documents as matched and changed. */
export function counts(
  doc: Fields,
  update: unknown,
  matched: number,
  modified: number,
): ConformanceCase {
  return {
    name: `counts ${modified} changed for ${show(update)} of ${show(doc)}`,
    docs: withIds([doc]),
    command: updateCommand(update, {}),
    reply: { n: matched, nModified: modified },
  };
}

/** An update is refused with a code and leaves the document as it was. */
export function refusesUpdate(
  doc: Fields,
  update: unknown,
  error: number,
  options: UpdateOptions = {},
): ConformanceCase {
  return {
    name: `refuses to update ${show(doc)} by ${show(update)}`,
    docs: withIds([doc]),
    command: updateCommand(update, options),
    after: withIds([doc]),
    error,
  };
}

/** An upsert into an empty collection makes this document. */
export function upserts(filter: Fields, update: unknown, expected: Fields): ConformanceCase {
  return {
    name: `upserts ${show(filter)} with ${show(update)}`,
    docs: [],
    command: updateCommand(update, { filter, upsert: true }),
    after: [expected],
  };
}

/** A pipeline gives these documents. */
export function aggregates(
  docs: readonly Fields[],
  pipeline: readonly Fields[],
  found: readonly Fields[],
  others: Readonly<Record<string, readonly Fields[]>> = {},
): ConformanceCase {
  return {
    name: `aggregates ${show(pipeline)} over ${show(docs)}`,
    docs: withIds(docs),
    others,
    command: { aggregate: "$collection", pipeline, cursor: {} },
    found,
  };
}

/** A pipeline is refused with a code. */
export function refusesPipeline(
  docs: readonly Fields[],
  pipeline: readonly Fields[],
  error: number,
  only?: "embedded",
): ConformanceCase {
  return {
    name: `refuses the pipeline ${show(pipeline)}`,
    docs: withIds(docs),
    command: { aggregate: "$collection", pipeline, cursor: {} },
    error,
    ...(only && { only }),
  };
}

/** What an expression gives that has no value. */
export const missing = Symbol("missing");

/** An expression has this value for a document. */
export function evaluates(
  expression: unknown,
  expected: unknown,
  doc: Fields = {},
): ConformanceCase {
  return {
    name: `evaluates ${show(expression)}${Object.keys(doc).length > 0 ? ` of ${show(doc)}` : ""}`,
    docs: withIds([doc]),
    command: {
      aggregate: "$collection",
      pipeline: [{ $set: { value: expression } }, { $project: { _id: 0, value: 1 } }],
      cursor: {},
    },
    found: [expected === missing ? {} : { value: expected }],
  };
}

/** An expression is refused with a code. */
export function refusesExpression(
  expression: unknown,
  error: number,
  doc: Fields = {},
  only?: "embedded",
): ConformanceCase {
  return {
    name: `refuses the expression ${show(expression)}`,
    docs: withIds([doc]),
    command: {
      aggregate: "$collection",
      pipeline: [{ $set: { value: expression } }, { $project: { _id: 0, value: 1 } }],
      cursor: {},
    },
    error,
    ...(only && { only }),
  };
}
