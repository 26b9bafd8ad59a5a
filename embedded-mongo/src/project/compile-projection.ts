import { withDeclared } from "../aggregate/declared-variables.ts";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { type CompiledFilter, compileFilter } from "../match/compile-filter.ts";
import type { FilterVariables } from "../match/parse-filter.ts";
import { isDoc, isNumber } from "../values/bson-type.ts";
import { type Doc, docKey, fieldName, fieldOf } from "../values/doc.ts";
import { wholeInt32 } from "../values/integers.ts";
import { readProjection } from "./read-projection.ts";

/** The operators of find projections, besides aggregation expressions. */
export const projectionOperators: readonly string[] = ["$slice", "$elemMatch", "$ (positional)"];

/** A change to the projected document that only find projections make. */
type AfterWork = (result: Doc, doc: Doc) => Doc;

/** Compiles a find projection; `filter` is the query's, for the positional `.$`. */
export function compileProjection(
  spec: Doc,
  filter: Doc = {},
  variables: FilterVariables = { vars: {} },
): (doc: Doc) => Doc {
  return withDeclared(variables.vars, () => compileFields(spec, filter, variables));
}

function compileFields(spec: Doc, filter: Doc, variables: FilterVariables): (doc: Doc) => Doc {
  if (Object.keys(spec).length === 0) return (doc) => doc;
  const after: AfterWork[] = [];
  const { plain, positional } = withoutPositional(spec);
  if (positional !== undefined)
    after.push(positionalWork(positional, compileFilter(filter, variables)));
  const project = readProjection(plain, (path, value) => {
    if (!isDoc(value)) return undefined;
    const [operator] = Object.keys(value);
    switch (operator) {
      case "$slice":
        after.push(sliceWork(path, value.$slice));
        return "neutral";
      case "$elemMatch":
        if (path.includes("."))
          throw mongoError(31275, "Cannot use $elemMatch projection on a nested field.");
        if (positional !== undefined)
          throw mongoError(31255, "Cannot specify positional operator and $elemMatch.");
        after.push(elemMatchWork(path, value.$elemMatch));
        return "inclusion";
      case "$meta":
        throw notAvailable("$meta");
      default:
        return undefined;
    }
  });
  // A slice keeps its field in an inclusion; it is not a reason to leave the others out.
  const sliced = Object.entries(plain).filter(([, value]) => isDoc(value) && "$slice" in value);
  const inclusive = sliced.length > 0 && isInclusion(plain);
  const projected = inclusive ? readProjection(withSlices(plain), () => undefined) : project;
  return (doc) => {
    let result = projected({ root: doc, vars: variables.vars, now: new Date() });
    for (const work of after) result = work(result, doc);
    return result;
  };
}

function isInclusion(spec: Doc): boolean {
  return Object.entries(spec).some(([key, value]) => {
    if (isDoc(value)) return !("$slice" in value || "$elemMatch" in value);
    return key !== "_id" && value !== false && !(isNumber(value) && wholeInt32(value) === 0);
  });
}

function withSlices(spec: Doc): Doc {
  const entries = Object.entries(spec).filter(
    ([, value]) => !(isDoc(value) && "$elemMatch" in value),
  );
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isDoc(value) && "$slice" in value ? true : value]),
  );
}

function withoutPositional(spec: Doc): { plain: Doc; positional: string | undefined } {
  let positional: string | undefined;
  const plain: Doc = {};
  for (const [key, value] of Object.entries(spec)) {
    const path = fieldName(key);
    if (path.includes(".$.")) {
      throw mongoError(
        31394,
        "As of 4.4, it's illegal to specify positional operator in the middle of a path. Positional projection may only be used at the end, for example: a.b.$.",
      );
    }
    if (!path.endsWith(".$")) {
      plain[key] = value;
      continue;
    }
    if (positional !== undefined)
      throw mongoError(31276, "Cannot specify more than one positional projection per query.");
    if (isDoc(value))
      throw mongoError(
        31271,
        `positional projection cannot be used with an expression or sub object`,
      );
    if (value === false || (isNumber(value) && wholeInt32(value) === 0)) {
      throw mongoError(31395, `positional projection cannot be used with exclusion`);
    }
    positional = path.slice(0, -2);
    plain[docKey(positional)] = true;
  }
  return { plain, positional };
}

function sliceWork(path: string, argument: unknown): AfterWork {
  const cut = sliceOf(argument);
  const keys = path.split(".").map(docKey);
  return (result) =>
    changeAt(result, keys, 0, (value) => (Array.isArray(value) ? cut(value) : value)) as Doc;
}

function sliceOf(argument: unknown): (array: unknown[]) => unknown[] {
  if (isNumber(argument)) {
    const count = clamped(argument);
    return (array) => (count < 0 ? array.slice(count) : array.slice(0, count));
  }
  if (!Array.isArray(argument))
    throw mongoError(
      28667,
      "Invalid $slice syntax. The given syntax did not match the find() syntax.",
    );
  if (argument.length !== 2) throw notAvailable("the expression $slice in a find projection");
  const [skip, limit] = argument;
  if (!isNumber(skip))
    throw mongoError(28724, "First argument to $slice must be an array, but is of another type");
  if (!isNumber(limit)) throw mongoError(28724, "Second argument to $slice must be a number");
  const [from, count] = [clamped(skip), clamped(limit)];
  if (count <= 0) throw mongoError(28729, "Second argument to $slice must be positive");
  return (array) => {
    const start = from < 0 ? Math.max(0, array.length + from) : from;
    return array.slice(start, start + count);
  };
}

function clamped(value: unknown): number {
  const whole = wholeInt32(value);
  if (whole === undefined) throw mongoError(2, "$slice needs 32-bit integers");
  return whole;
}

function changeAt(
  value: unknown,
  keys: readonly string[],
  at: number,
  change: (value: unknown) => unknown,
): unknown {
  if (at === keys.length) return change(value);
  if (Array.isArray(value))
    return value.map((item) => (isDoc(item) ? changeAt(item, keys, at, change) : item));
  if (!isDoc(value)) return value;
  const key = keys[at] as string;
  const old = fieldOf(value, key);
  return old === undefined ? value : { ...value, [key]: changeAt(old, keys, at + 1, change) };
}

function elemMatchWork(path: string, condition: unknown): AfterWork {
  if (!isDoc(condition))
    throw mongoError(31274, `elemMatch: Invalid argument, object required, but got another type`);
  const key = docKey(path);
  const filter = compileFilter({ [key]: { $elemMatch: condition } });
  return (result, doc) => {
    const array = fieldOf(doc, key);
    const at = Array.isArray(array) ? filter.position(doc) : undefined;
    const changed = { ...result };
    if (at === undefined || !Array.isArray(array)) delete changed[key];
    else changed[key] = [array[at]];
    return changed;
  };
}

function positionalWork(path: string, filter: CompiledFilter): AfterWork {
  const keys = path.split(".").map(docKey);
  return (result, doc) => {
    const at = filter.position(doc);
    return chooseAt(result, keys, 0, at) as Doc;
  };
}

// The first array on the path is cut to the element that the query matched.
function chooseAt(
  value: unknown,
  keys: readonly string[],
  depth: number,
  at: number | undefined,
): unknown {
  if (Array.isArray(value)) {
    if (at === undefined) {
      throw mongoError(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      );
    }
    if (at >= value.length)
      throw mongoError(
        51247,
        "Executor error during find command :: caused by :: positional operator '.$' element mismatch",
      );
    return [value[at]];
  }
  if (depth === keys.length || !isDoc(value)) return value;
  const key = keys[depth] as string;
  const old = fieldOf(value, key);
  return old === undefined ? value : { ...value, [key]: chooseAt(old, keys, depth + 1, at) };
}
