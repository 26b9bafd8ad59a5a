import { mongoError } from "../errors/mongo-error.ts";
import { bsonUndefined, isDoc } from "../values/bson-type.ts";
import { type Doc, docKey, fieldOf } from "../values/doc.ts";
import { encodeKey } from "./encode-key.ts";

/** What an index holds besides its key pattern that decides which keys a document has. */
export interface IndexKeyOptions {
  readonly sparse?: boolean;
}

interface Field {
  /** The path components still to walk; empty once the value is in `fixed`. */
  readonly rest: readonly string[];
  /** The array element that a numeric component chose, and what is left to walk below it. */
  readonly chosen?: { readonly value: unknown; readonly rest: readonly string[] } | undefined;
}

/**
 * The keys under which an index holds a document, one list of values each.
 *
 * Arrays give one key per element, an empty array gives undefined, a missing
 * field gives null; a sparse index has no key for a document without any of its
 * fields. Two arrays side by side are error 171.
 */
export function indexKeysOf(doc: Doc, keyPattern: Doc, options: IndexKeyOptions = {}): unknown[][] {
  return plainKeysOf(doc, keyPattern, options) ?? spreadKeysOf(doc, keyPattern, options);
}

/** The same, for any document at the price of one with arrays. */
export function spreadKeysOf(
  doc: Doc,
  keyPattern: Doc,
  { sparse = false }: IndexKeyOptions = {},
): unknown[][] {
  const plan = patternOf(keyPattern);
  const keys: unknown[][] = [];
  expand(
    plan.map((rest) => ({ rest })),
    new Array<unknown>(plan.length).fill(null),
    doc,
    { keys, sparse, missing: 0 },
  );
  return keys.length > 1 ? withoutRepeats(keys) : keys;
}

/** The same for a document that has no array on the way to any of the fields, as most have; undefined for the others. */
export function plainKeysOf(
  doc: Doc,
  keyPattern: Doc,
  { sparse = false }: IndexKeyOptions = {},
): unknown[][] | undefined {
  const plan = patternOf(keyPattern);
  const values: unknown[] = [];
  let missing = 0;
  for (const path of plan) {
    let value: unknown = doc;
    for (const part of path) {
      value = isDoc(value) ? fieldOf(value, docKey(part)) : undefined;
      if (Array.isArray(value)) return undefined;
    }
    if (value === undefined) missing++;
    values.push(value === undefined ? null : value);
  }
  return sparse && missing === plan.length ? [] : [values];
}

const patterns = new WeakMap<Doc, readonly (readonly string[])[]>();

function patternOf(keyPattern: Doc): readonly (readonly string[])[] {
  let plan = patterns.get(keyPattern);
  if (!plan) {
    plan = Object.keys(keyPattern).map((key) => key.replace("\0", "").split("."));
    patterns.set(keyPattern, plan);
  }
  return plan;
}

interface Sink {
  readonly keys: unknown[][];
  readonly sparse: boolean;
  readonly missing: number;
}

function expand(fields: readonly Field[], fixed: readonly unknown[], doc: Doc, sink: Sink): void {
  const values = [...fixed];
  const next: Field[] = [];
  const inArray = new Set<number>();
  let array: unknown[] | undefined;
  let spread = true;
  let missing = sink.missing;
  for (const [at, field] of fields.entries()) {
    next.push(field);
    if (field.rest.length === 0) continue;
    const found = nextValue(doc, field);
    if (found.value === undefined) {
      values[at] = null;
      next[at] = { rest: [] };
      missing++;
    } else if (Array.isArray(found.value)) {
      if (array && array !== found.value) throw parallel(fields, at, inArray);
      array = found.value;
      inArray.add(at);
      next[at] = { rest: found.rest };
      if (found.nested) spread = false;
    } else {
      values[at] = found.value;
      next[at] = { rest: [] };
    }
  }
  if (!array) {
    if (!(sink.sparse && missing === fields.length)) sink.keys.push(values);
    return;
  }
  expandArray(array, { fields: next, values, inArray, spread }, { ...sink, missing });
}

interface AtArray {
  readonly fields: readonly Field[];
  readonly values: readonly unknown[];
  readonly inArray: ReadonlySet<number>;
  readonly spread: boolean;
}

function expandArray(array: unknown[], at: AtArray, sink: Sink): void {
  const below = at.fields.map((field, index) =>
    at.inArray.has(index) && field.rest.length > 0 ? chooseElement(array, field) : field,
  );
  const elements = array.length === 0 ? [bsonUndefined] : array;
  for (const element of elements) {
    const values = [...at.values];
    for (const index of at.inArray) {
      // A path that ended at the array is settled by its element (by the array itself inside a chosen element).
      if (at.fields[index]?.rest.length === 0)
        values[index] = at.spread || array.length === 0 ? element : array;
    }
    expand(below, values, isDoc(element) ? element : {}, sink);
  }
}

function chooseElement(array: unknown[], field: Field): Field {
  const [part = "", ...rest] = field.rest;
  const element = /^(0|[1-9]\d*)$/.test(part) ? array[Number(part)] : undefined;
  if (element === undefined) return field;
  return { rest: field.rest, chosen: walk(element, rest) };
}

function nextValue(
  doc: Doc,
  field: Field,
): { value: unknown; rest: readonly string[]; nested?: boolean } {
  const own = fieldOf(doc, docKey(field.rest[0] ?? ""));
  if (own !== undefined && field.chosen) {
    throw mongoError(
      16746,
      `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${field.rest[0]}'`,
    );
  }
  if (own !== undefined) return walk(doc, field.rest);
  if (field.chosen) return { ...field.chosen, nested: Array.isArray(field.chosen.value) };
  return { value: undefined, rest: [] };
}

/** Walks down documents until the path ends or an array stands in the way. */
function walk(
  start: unknown,
  path: readonly string[],
): { value: unknown; rest: readonly string[] } {
  let value = start;
  for (let at = 0; at < path.length; at++) {
    if (Array.isArray(value) && at > 0) return { value, rest: path.slice(at) };
    const part = path[at] as string;
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(part) ? value[Number(part)] : undefined;
    else value = isDoc(value) ? fieldOf(value, docKey(part)) : undefined;
    if (value === undefined) return { value, rest: [] };
  }
  return { value, rest: [] };
}

function parallel(fields: readonly Field[], at: number, inArray: ReadonlySet<number>): Error {
  const other = fields[[...inArray][0] ?? 0]?.rest[0];
  return mongoError(171, `cannot index parallel arrays [${fields[at]?.rest[0]}] [${other}]`);
}

function withoutRepeats(keys: unknown[][]): unknown[][] {
  const seen = new Set<string>();
  return keys.filter((key) => {
    const bytes = encodeKey(key, []).toString("latin1");
    if (seen.has(bytes)) return false;
    seen.add(bytes);
    return true;
  });
}
