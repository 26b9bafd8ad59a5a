import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { bsonType, type Doc, isNumber } from "../values/index.ts";

/**
 * What an option may be: a type; `ignored` for what makes no difference here; `handled` for what is seen to before the command runs; `refused` for what this store has not,
 * unless it is switched off; or one of those of which not every form is known.
 */
export type OptionKind =
  | "document"
  | "documents"
  | "string"
  | "boolean"
  | "integer"
  | "array"
  | "any"
  | "ignored"
  | "handled"
  | "refused"
  | "readConcern"
  | "writeConcern"
  | "transaction";

/** A closed list of options by name. */
export type OptionKinds = Readonly<Record<string, OptionKind>>;

type OptionTypes = {
  document: Doc;
  documents: Doc[];
  string: string;
  boolean: boolean;
  integer: number;
  array: unknown[];
  any: unknown;
  ignored: never;
  handled: never;
  refused: never;
  readConcern: never;
  writeConcern: never;
  transaction: never;
};

/** The options that were given, in plain types; null counts as not given. */
export type OptionValues<Kinds extends OptionKinds> = {
  [Name in keyof Kinds]?: OptionTypes[Kinds[Name]];
};

const expected: Partial<Record<OptionKind, string>> = {
  document: "object",
  documents: "array",
  array: "array",
  string: "string",
  boolean: "bool",
  integer: "long, int, decimal, double",
};

/** Reads options by their closed list. Throws for unknown ones (by name), refused ones and wrong types. */
export function readOptions<Kinds extends OptionKinds>(
  owner: string,
  given: Doc,
  kinds: Kinds,
): OptionValues<Kinds> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) throw unknownField(owner, name);
    if (value === null || value === undefined || kind === "ignored" || kind === "handled") continue;
    if (!checkPlain(owner, name, kind, value))
      values[name] = readValue(`${owner}.${name}`, kind, value);
  }
  return values as OptionValues<Kinds>;
}

// With the code that MongoDB has for fields it does not know: what it knows and this store has not is listed as refused.
function unknownField(owner: string, name: string): Error {
  return mongoError(
    owner === "createIndexes.indexes" ? 197 : 40415,
    `BSON field '${owner}.${name}' is an unknown field; it is not available in the embedded store; set MONGODB_URI`,
  );
}

/** How many documents the first batch of a cursor may hold, as the `cursor` of a command says. */
export function readBatchSize(owner: string, cursor: Doc): number | undefined {
  const { batchSize } = readOptions(owner, cursor, { batchSize: "integer" });
  if (batchSize !== undefined && batchSize < 0) {
    throw mongoError(
      51024,
      `BSON field 'batchSize' value must be >= 0, actual value '${batchSize}'`,
    );
  }
  return batchSize;
}

/** An empty hint is no hint. */
export function isHint(hint: unknown): boolean {
  return (
    typeof hint === "string" ||
    (typeof hint === "object" && hint !== null && Object.keys(hint).length > 0)
  );
}

function readValue(field: string, kind: OptionKind, value: unknown): unknown {
  if (kind === "any") return value;
  const type = bsonType(value);
  if (kind === "document" && type === "object") return value;
  if (kind === "string" && type === "string") return value;
  if (kind === "array" && type === "array") return value;
  if (kind === "boolean" && type === "bool") return value;
  if (kind === "boolean" && isNumber(value)) return Number(value) !== 0;
  if (kind === "integer" && isNumber(value)) return wholeNumber(field, value);
  if (kind === "documents" && Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      if (bsonType(item) !== "object") throw wrongType(`${field}.${at}`, bsonType(item), "object");
    }
    return value;
  }
  throw wrongType(field, type, expected[kind] ?? kind);
}

/** A whole number from any numeric value. */
function wholeNumber(field: string, value: unknown): number {
  const number = Number(String(value));
  if (!Number.isFinite(number)) throw mongoError(2, `${field} must be a finite number`);
  return Math.trunc(number);
}

function wrongType(field: string, type: string, wanted: string): Error {
  const types = wanted.includes(",") ? `types '[${wanted}]'` : `type '${wanted}'`;
  return mongoError(14, `BSON field '${field}' is the wrong type '${type}', expected ${types}`);
}

/** Checks the options that are only looked at to refuse what this store has not; `false` for all others. */
function checkPlain(owner: string, name: string, kind: OptionKind, value: unknown): boolean {
  const inner = bsonType(value) === "object" ? (value as Doc) : undefined;
  switch (kind) {
    case "refused":
      if (value !== false && !(isNumber(value) && Number(value) === 0))
        throw notAvailable(`the option '${name}' of ${owner}`);
      return true;
    case "readConcern":
      if (!inner) throw wrongType(`${owner}.${name}`, bsonType(value), "object");
      if (
        !["local", "available", "majority", "linearizable"].includes(String(inner.level ?? "local"))
      ) {
        throw notAvailable(`the read concern '${inner.level}'`);
      }
      return true;
    case "writeConcern":
      if (!inner) throw wrongType(`${owner}.${name}`, bsonType(value), "object");
      if (isNumber(inner.w) && Number(inner.w) > 1) {
        throw mongoError(2, "cannot use 'w' > 1 when a host is not replicated");
      }
      if (typeof inner.w === "string" && inner.w !== "majority") {
        throw mongoError(
          79,
          `No write concern mode named '${inner.w}' found in replica set configuration`,
        );
      }
      return true;
    case "transaction":
      throw notAvailable("a transaction");
    default:
      return false;
  }
}
