import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { bsonType, type Doc, isDoc, isNumber } from "../values/index.ts";
import { toDouble } from "../values/numbers.ts";

interface OptionTypes {
  document: Doc;
  documents: Doc[];
  string: string;
  boolean: boolean;
  integer: number;
  count: number;
  array: unknown[];
  hint: unknown;
  any: unknown;
  ignored: never;
  handled: never;
  writeConcern: never;
}

/**
 * The type of an option: `count` is an integer from 0, `ignored` makes no difference in this store, `handled` is
 * processed before the command runs. A `!` marks a required option.
 */
export type OptionKind = keyof OptionTypes | `${keyof OptionTypes}!`;

/** A closed list of options by name. */
export type OptionKinds = Readonly<Record<string, OptionKind>>;

type TypeOf<Kind> = Kind extends `${infer Plain}!`
  ? TypeOf<Plain>
  : OptionTypes[Kind & keyof OptionTypes];
type Required<Kinds> = {
  [Name in keyof Kinds]: Kinds[Name] extends `${string}!` ? Name : never;
}[keyof Kinds];

/** The options that were given, as plain types. */
export type OptionValues<Kinds> = {
  readonly [Name in Required<Kinds>]: TypeOf<Kinds[Name]>;
} & { readonly [Name in Exclude<keyof Kinds, Required<Kinds>>]?: TypeOf<Kinds[Name]> };

/** Reads options by their closed list; null counts as not given. Throws for unknown names, wrong types and missing options. */
export function readOptions<Kinds extends OptionKinds>(
  owner: string,
  given: Doc,
  kinds: Kinds,
): OptionValues<Kinds> {
  const values: Doc = {};
  for (const [name, value] of Object.entries(given)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) {
      throw unknownField(owner, name);
    }
    if (value !== null) {
      values[name] = readValue(`${owner}.${name}`, plainKind(kind), value);
    }
  }
  for (const name in kinds) {
    if (isRequired(kinds[name] as OptionKind) && values[name] === undefined) {
      throw mongoError(40414, `BSON field '${owner}.${name}' is missing but a required field`);
    }
  }
  return values as OptionValues<Kinds>;
}

function isRequired(kind: OptionKind): boolean {
  return kind.endsWith("!");
}

function plainKind(kind: OptionKind): string {
  return isRequired(kind) ? kind.slice(0, -1) : kind;
}

function unknownField(owner: string, name: string): Error {
  return mongoError(
    owner === "createIndexes.indexes" ? 197 : 40415,
    `BSON field '${owner}.${name}' is an unknown field; it is not available in the embedded store; set MONGODB_URI`,
  );
}

/** Reads how many documents the first batch of a cursor may hold. Throws if the command has no `cursor` and needs one. */
export function readBatchSize(owner: string, cursor: Doc = {}): number {
  return readOptions(owner, cursor, { batchSize: "count" }).batchSize ?? 101;
}

function readValue(field: string, kind: string, value: unknown): unknown {
  switch (kind) {
    case "document":
      if (isDoc(value)) {
        return value;
      }
      throw wrongType(field, value, "object");
    case "documents":
      if (!Array.isArray(value)) {
        throw wrongType(field, value, "array");
      }
      for (const [at, item] of value.entries()) {
        if (!isDoc(item)) {
          throw wrongType(`${field}.${at}`, item, "object");
        }
      }
      return value;
    case "array":
      if (Array.isArray(value)) {
        return value;
      }
      throw wrongType(field, value, "array");
    case "string":
      if (typeof value === "string") {
        return value;
      }
      throw wrongType(field, value, "string");
    case "boolean":
      if (typeof value === "boolean") {
        return value;
      }
      if (isNumber(value)) {
        return toDouble(value) !== 0;
      }
      throw wrongType(field, value, "bool");
    case "integer":
    case "count":
      return readInteger(field, kind, value);
    case "hint":
      // An empty hint is no hint.
      return isDoc(value) && Object.keys(value).length === 0 ? undefined : value;
    case "any":
      return value;
    case "writeConcern":
      checkWriteConcern(value);
      return undefined;
    default:
      return undefined;
  }
}

function readInteger(field: string, kind: string, value: unknown): number {
  if (!isNumber(value)) {
    throw wrongType(field, value, "number");
  }
  const number = Math.trunc(toDouble(value));
  if (!Number.isFinite(number)) {
    throw mongoError(2, `${field} must be a finite number`);
  }
  if (kind === "count" && number < 0) {
    throw mongoError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  }
  return number;
}

function wrongType(field: string, value: unknown, wanted: string): Error {
  const type = bsonType(value);
  return mongoError(14, `BSON field '${field}' is the wrong type '${type}', expected '${wanted}'`);
}

/** There is one copy of the data: a write concern that asks for more is refused. */
function checkWriteConcern(concern: unknown): void {
  const w = isDoc(concern) ? concern.w : undefined;
  if (isNumber(w) && toDouble(w) > 1) {
    throw mongoError(2, "cannot use 'w' > 1 when a host is not replicated");
  }
  if (typeof w === "string" && w !== "majority") {
    throw notAvailable(`the write concern '${w}'`);
  }
}
