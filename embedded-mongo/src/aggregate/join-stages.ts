import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { readSortOrder, sortedBy } from "../keys/sort-order.ts";
import { bsonType, isDoc } from "../values/bson-type.ts";
import { type Doc, docKey, fieldName, fieldOf, isIndexLike } from "../values/doc.ts";
import type { AggregateEnv, Pipeline, ScanHint, Step } from "./aggregate-env.ts";
import { compileExpression } from "./compile-expression.ts";
import { alsoDeclared } from "./declared-variables.ts";
import { type Evaluate, typeName } from "./expression.ts";
import { checkVariableName } from "./logic-operators.ts";
import { type StageContext, scopeOf, setAt } from "./stage.ts";

const lookupFields = new Set(["from", "as", "localField", "foreignField", "let", "pipeline"]);

interface Lookup {
  /** A collection's name, or the `$documents` with which the pipeline begins. */
  readonly from: string | Pipeline;
  readonly as: readonly string[];
  readonly local: string | undefined;
  readonly foreign: string | undefined;
  readonly vars: readonly (readonly [string, Evaluate])[];
  readonly pipeline: Pipeline | undefined;
}

/** `$lookup`: by equal fields, by a pipeline, or both. */
export function lookupStage(spec: unknown, context: StageContext): Step {
  const lookup = readLookup(spec, context);
  return function* join(docs, env) {
    for (const doc of docs) {
      const vars: Record<string, unknown> = { ...env.vars };
      for (const [name, evaluate] of lookup.vars) vars[name] = evaluate(scopeOf(doc, env));
      yield setAt(doc, lookup.as, 0, [...joined(lookup, doc, { ...env, vars }, context.compile)]);
    }
  };
}

function joined(
  { from, local, foreign, pipeline }: Lookup,
  doc: Doc,
  env: AggregateEnv,
  compile: StageContext["compile"],
): Iterable<Doc> {
  const equal =
    local !== undefined && foreign !== undefined ? equality(doc, local, foreign) : undefined;
  const source =
    typeof from === "string" ? env : { ...env, lookup: lookupIn([...from(env)], env, compile) };
  const name = typeof from === "string" ? from : "";
  if (!pipeline) return source.lookup(name, equal ?? {});
  return pipeline({ ...env, scan: (hint) => scanOther(source, name, hint, equal) });
}

function scanOther(
  env: AggregateEnv,
  from: string,
  { filter, sort, limit }: ScanHint,
  equal?: Doc,
): Iterable<Doc> {
  const wanted = filter && equal ? { $and: [equal, filter] } : (filter ?? equal ?? {});
  let docs = env.lookup(from, wanted);
  const order = readSortOrder(sort);
  if (order) docs = sortedBy(docs, order, (doc) => doc);
  return limit === undefined ? docs : firstOf(docs, limit);
}

function* firstOf(docs: Iterable<Doc>, limit: number): Generator<Doc> {
  let left = limit;
  for (const doc of docs) {
    yield doc;
    if (--left === 0) return;
  }
}

function beginsWithDocuments(pipeline: unknown): boolean {
  const first = Array.isArray(pipeline) ? pipeline[0] : undefined;
  return isDoc(first) && "$documents" in first;
}

function readLookup(spec: unknown, { compile }: StageContext): Lookup {
  if (!isDoc(spec))
    throw mongoError(
      9,
      `the $lookup stage specification must be an object, but found ${typeName(spec)}`,
    );
  for (const key of Object.keys(spec)) {
    if (!lookupFields.has(key))
      throw mongoError(9, `unknown argument to $lookup: ${fieldName(key)}`);
  }
  const { from, as, localField: local, foreignField: foreign, let: variables, pipeline } = spec;
  if (isDoc(from)) throw notAvailable("$lookup from another database");
  if (from === undefined && !beginsWithDocuments(pipeline))
    throw mongoError(9, "must specify 'from' field for a $lookup");
  if (as === undefined) throw mongoError(9, "must specify 'as' field for a $lookup");
  for (const [name, value] of Object.entries({
    from,
    as,
    localField: local,
    foreignField: foreign,
  })) {
    if (value !== undefined && typeof value !== "string")
      throw mongoError(9, `$lookup argument '${name}' must be a string, found ${typeName(value)}`);
  }
  if ((local === undefined) !== (foreign === undefined)) {
    throw mongoError(
      9,
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    );
  }
  if (local === undefined && pipeline === undefined) {
    throw mongoError(
      9,
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
  if (variables !== undefined && pipeline === undefined)
    throw mongoError(9, "$lookup with a 'let' argument must also specify 'pipeline'");
  if (variables !== undefined && !isDoc(variables))
    throw mongoError(9, `$lookup argument 'let' must be an object, found ${typeName(variables)}`);
  if (pipeline !== undefined && !Array.isArray(pipeline))
    throw mongoError(9, "'pipeline' option must be specified as an array");
  // A pipeline's own documents are where it begins, and what the fields are compared with.
  const stages: readonly unknown[] = pipeline ?? [];
  const [source, rest] = from === undefined ? [stages.slice(0, 1), stages.slice(1)] : [[], stages];
  return {
    from: (from as string | undefined) ?? compile(source, "nested"),
    as: (as as string).split(".").map(docKey),
    local: local as string | undefined,
    foreign: foreign as string | undefined,
    vars: Object.entries(variables ?? {}).map(([name, value]) => {
      checkVariableName(fieldName(name));
      return [fieldName(name), compileExpression(value)] as const;
    }),
    pipeline:
      pipeline &&
      alsoDeclared(Object.keys(variables ?? {}).map(fieldName), () => compile(rest, "nested")),
  };
}

/** The filter for the documents whose foreign field equals any value of the local one; a missing one counts as null. */
function equality(doc: Doc, local: string, foreign: string): Doc {
  const values: unknown[] = [];
  collect(doc, local.split("."), 0, values);
  if (values.length === 0) values.push(null);
  const key = docKey(foreign);
  const [only] = values;
  if (values.length === 1) return { [key]: { $eq: only } };
  if (values.some((value) => bsonType(value) === "regex")) {
    return { $or: values.map((value) => ({ [key]: { $eq: value } })) };
  }
  return { [key]: { $in: values } };
}

function collect(value: unknown, parts: readonly string[], at: number, into: unknown[]): void {
  if (at === parts.length) {
    if (Array.isArray(value)) into.push(...value);
    else if (value !== undefined) into.push(value);
    return;
  }
  const part = parts[at] as string;
  if (isDoc(value)) collect(fieldOf(value, docKey(part)), parts, at + 1, into);
  else if (Array.isArray(value)) {
    if (isIndexLike(part) && Number(part) < value.length)
      collect(value[Number(part)], parts, at + 1, into);
    for (const item of value) if (isDoc(item)) collect(item, parts, at, into);
  }
}

/** Finds among documents that are at hand as a collection would. */
function lookupIn(
  all: readonly Doc[],
  env: AggregateEnv,
  compile: StageContext["compile"],
): AggregateEnv["lookup"] {
  return (_name, filter) => {
    if (Object.keys(filter).length === 0) return all;
    return compile([{ $skip: 0 }, { $match: filter }], "facet")({ ...env, scan: () => all });
  };
}

/** `$facet`: several pipelines over the same documents. */
export function facetStage(spec: unknown, { compile }: StageContext): Step {
  if (!isDoc(spec) || Object.keys(spec).length === 0) {
    throw mongoError(40169, "the $facet specification must be a non-empty object");
  }
  const facets = Object.entries(spec).map(([key, pipeline]) => {
    const name = fieldName(key);
    if (name[0] === "$" || name.includes(".") || name === "")
      throw mongoError(
        16410,
        `FieldPath field names may not start with '$' or hold a '.': ${name}`,
      );
    if (!Array.isArray(pipeline))
      throw mongoError(
        40170,
        `arguments to $facet must be arrays, ${name} is type ${typeName(pipeline)}`,
      );
    return { key, run: compile(pipeline, "facet") };
  });
  return function* facet(docs, env) {
    const all = [...docs];
    const result: Doc = {};
    for (const { key, run } of facets) {
      result[key] = [
        ...run({
          ...env,
          scan: (hint) => scanOther({ ...env, lookup: lookupIn(all, env, compile) }, "", hint),
        }),
      ];
    }
    yield result;
  };
}

/** `$unionWith`: the documents of another collection after these. */
export function unionStage(spec: unknown, { compile }: StageContext): Step {
  const options: Doc = isDoc(spec) ? spec : { coll: spec };
  for (const key of Object.keys(options)) {
    if (key !== "coll" && key !== "pipeline")
      throw mongoError(40415, `BSON field '$unionWith.${fieldName(key)}' is an unknown field.`);
  }
  const { coll, pipeline = [] } = options;
  if (coll === undefined && !beginsWithDocuments(pipeline)) {
    throw mongoError(
      9,
      "$unionWith stage without explicit collection must have a pipeline with $documents as first stage",
    );
  }
  if (coll !== undefined && typeof coll !== "string")
    throw mongoError(9, "the $unionWith stage specification must be an object or string");
  if (!Array.isArray(pipeline))
    throw mongoError(10065, "the 'pipeline' of $unionWith must be an array");
  const run = compile(pipeline, "nested");
  return function* union(docs, env) {
    yield* docs;
    yield* run({ ...env, scan: (hint) => (coll === undefined ? [] : scanOther(env, coll, hint)) });
  };
}
