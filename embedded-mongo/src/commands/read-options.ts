import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { bsonType, type Doc, isDoc, isNumber } from "../values/index.ts";
import { toDouble } from "../values/numbers.ts";

/** Reads a value of an option; `undefined` counts as not given. */
type Read<Value> = (value: unknown, field: string) => Value | undefined;

const isDocs = (value: unknown): value is Doc[] => Array.isArray(value) && value.every(isDoc);
const isArray = (value: unknown): value is unknown[] => Array.isArray(value);
const isString = (value: unknown) => typeof value === "string";

/** How each kind of option is read: `count` is an integer from 0, `ignored` makes no difference in this store. */
const readers = {
  document: typed("object", isDoc),
  documents: typed("array of objects", isDocs),
  array: typed("array", isArray),
  string: typed("string", isString),
  boolean: (value, field) =>
    typeof value === "boolean" ? value : readInteger(value, field, "bool") !== 0,
  integer: (value, field) => readInteger(value, field, "number"),
  count: (value, field) => {
    const number = readInteger(value, field, "number");
    if (number >= 0) {
      return number;
    }
    throw mongoError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  },
  any: (value) => value,
  ignored: () => undefined,
  writeConcern: checkWriteConcern,
} satisfies Readonly<Record<string, Read<unknown>>>;

type Kind = keyof typeof readers;

/** The kind of an option; a `!` marks a required one. */
export type OptionKind = Kind | `${Kind}!`;

/** The kinds of options by name: a closed list. */
export type OptionKinds = Readonly<Record<string, OptionKind>>;

type ValueOf<OneKind> = OneKind extends `${infer Plain extends Kind}!`
  ? ValueOf<Plain>
  : NonNullable<ReturnType<(typeof readers)[OneKind & Kind]>>;

/** The options that were given, as plain types. */
export type OptionValues<Kinds> = {
  readonly [Name in keyof Kinds as Kinds[Name] extends `${string}!` ? Name : never]: ValueOf<
    Kinds[Name]
  >;
} & {
  readonly [Name in keyof Kinds as Kinds[Name] extends `${string}!` ? never : Name]?:
    | ValueOf<Kinds[Name]>
    | undefined;
};

/** Reads options by their closed list; null counts as not given. Throws for unknown names, wrong types and missing options. */
export function readOptions<Kinds extends OptionKinds>(
  owner: string,
  given: Doc,
  kinds: Kinds,
): OptionValues<Kinds> {
  const values: Doc = {};
  for (const [name, value] of Object.entries(given)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    const field = `${owner}.${name}`;
    if (kind === undefined) {
      const code = owner === "createIndexes.indexes" ? 197 : 40415;
      throw notAvailable(`BSON field '${field}' is an unknown field; it`, code);
    }
    if (value !== null) {
      values[name] = readers[kind.replace("!", "") as Kind](value, field);
    }
  }
  for (const [name, kind] of Object.entries(kinds)) {
    if (kind.endsWith("!") && values[name] === undefined) {
      throw mongoError(40414, `BSON field '${owner}.${name}' is missing but a required field`);
    }
  }
  return values as OptionValues<Kinds>;
}

/** Reads how many documents the first batch of a cursor may hold. */
export function readBatchSize(owner: string, cursor: Doc = {}): number {
  return readOptions(owner, cursor, { batchSize: "count" }).batchSize ?? 101;
}

function typed<Value>(wanted: string, test: (value: unknown) => value is Value): Read<Value> {
  return (value, field) => {
    if (test(value)) {
      return value;
    }
    throw wrongType(value, field, wanted);
  };
}

function readInteger(value: unknown, field: string, wanted: string): number {
  if (!isNumber(value)) {
    throw wrongType(value, field, wanted);
  }
  const number = Math.trunc(toDouble(value));
  if (Number.isFinite(number)) {
    return number;
  }
  throw mongoError(2, `${field} must be a finite number`);
}

function wrongType(value: unknown, field: string, wanted: string): Error {
  const type = bsonType(value);
  return mongoError(14, `BSON field '${field}' is the wrong type '${type}', expected '${wanted}'`);
}

/** There is one copy of the data: a write concern that asks for more is refused. */
function checkWriteConcern(concern: unknown): undefined {
  const w = isDoc(concern) ? concern.w : undefined;
  if (isNumber(w) && toDouble(w) > 1) {
    throw mongoError(2, "cannot use 'w' > 1 when a host is not replicated");
  }
  if (typeof w === "string" && w !== "majority") {
    throw notAvailable(`the write concern '${w}'`);
  }
}
