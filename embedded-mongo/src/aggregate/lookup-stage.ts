import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { typeName } from "../expressions/expression.ts";
import { type Pause, pause } from "../task/pause.ts";
import { bsonType, isDoc } from "../values/bson-type.ts";
import { sizeOf } from "../values/codec.ts";
import { type Doc, fieldOf, isIndexLike } from "../values/doc.ts";
import { maxDocumentBytes } from "../wire/limits.ts";
import { type Step, setAt } from "./stage.ts";

const names = ["from", "as", "localField", "foreignField"] as const;
type Lookup = Record<(typeof names)[number], string>;

/** `$lookup` by equal fields. Throws error 4568 when one document would get more than 16 MB. */
export function lookupStage(spec: unknown): Step {
  const { from, as, localField, foreignField } = readLookup(spec);
  const target = as.split(".");
  return function* lookup(docs, env): Generator<Doc | Pause> {
    for (const doc of docs) {
      if (doc === pause) {
        yield pause;
        continue;
      }
      const joined: Doc[] = [];
      let bytes = 0;
      for (const other of env.lookup(from, equality(doc, localField, foreignField))) {
        if (other === pause) {
          yield pause;
          continue;
        }
        bytes += sizeOf(other);
        if (bytes > maxDocumentBytes)
          throw mongoError(
            4568,
            `Total size of documents in ${from} matching pipeline's $lookup stage exceeds ${maxDocumentBytes} bytes`,
          );
        joined.push(other);
      }
      yield setAt(doc, target, 0, joined);
    }
  };
}

function readLookup(spec: unknown): Lookup {
  if (!isDoc(spec))
    throw mongoError(
      9,
      `the $lookup stage specification must be an object, but found ${typeName(spec)}`,
    );
  if (spec.pipeline !== undefined || spec.let !== undefined)
    throw notAvailable("$lookup with a pipeline");
  if (isDoc(spec.from)) throw notAvailable("$lookup from another database");
  for (const key of Object.keys(spec)) {
    if (!names.some((name) => name === key))
      throw mongoError(9, `unknown argument to $lookup: ${key}`);
  }
  for (const name of names) {
    const value = spec[name];
    if (value === undefined) throw mongoError(9, `must specify '${name}' field for a $lookup`);
    if (typeof value !== "string")
      throw mongoError(9, `$lookup argument '${name}' must be a string, found ${typeName(value)}`);
  }
  return spec as Lookup;
}

/** Makes the filter for documents whose foreign field equals any value of the local one; a missing one counts as null. */
function equality(doc: Doc, local: string, foreign: string): Doc {
  const values: unknown[] = [];
  collectValues(doc, local.split("."), 0, values);
  if (values.length === 0) values.push(null);
  const [only] = values;
  if (values.length === 1) return { [foreign]: { $eq: only } };
  if (values.some((value) => bsonType(value) === "regex"))
    return { $or: values.map((value) => ({ [foreign]: { $eq: value } })) };
  return { [foreign]: { $in: values } };
}

function collectValues(
  value: unknown,
  parts: readonly string[],
  at: number,
  into: unknown[],
): void {
  if (at === parts.length) {
    if (Array.isArray(value)) into.push(...value);
    else if (value !== undefined) into.push(value);
    return;
  }
  const part = parts[at] as string;
  if (isDoc(value)) collectValues(fieldOf(value, part), parts, at + 1, into);
  else if (Array.isArray(value)) {
    if (isIndexLike(part) && Number(part) < value.length)
      collectValues(value[Number(part)], parts, at + 1, into);
    for (const item of value) if (isDoc(item)) collectValues(item, parts, at, into);
  }
}
