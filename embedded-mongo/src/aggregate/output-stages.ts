import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import type { MergeTarget, Step } from "./aggregate-env.ts";
import { compileExpression } from "./compile-expression.ts";
import { alsoDeclared } from "./declared-variables.ts";
import { typeName } from "./expression.ts";
import { checkVariableName } from "./logic-operators.ts";
import { compileUpdatePipeline } from "./update-pipeline.ts";

/** `$out`: puts the documents in the place of a collection's. */
export function outStage(spec: unknown): Step {
  const target = readTarget(spec, "$out");
  return (docs, env) => {
    if (!env.out) throw notAvailable("$out here");
    env.out(target, docs);
    return [];
  };
}

function readTarget(spec: unknown, name: string): { db?: string; collection: string } {
  if (typeof spec === "string") return { collection: spec };
  if (!isDoc(spec))
    throw mongoError(
      16990,
      `${name} only supports a string or object argument, but found ${typeName(spec)}`,
    );
  for (const key of Object.keys(spec)) {
    if (key === "timeseries") throw notAvailable(`timeseries of ${name}`);
    if (key !== "db" && key !== "coll")
      throw mongoError(
        16994,
        `If an object is passed to ${name} it must have exactly 2 fields: 'db' and 'coll'. Found: ${fieldName(key)}`,
      );
  }
  const { db, coll } = spec;
  if (typeof coll !== "string" || (db !== undefined && typeof db !== "string")) {
    throw mongoError(16994, `${name} needs the names 'db' and 'coll' as strings`);
  }
  return db === undefined ? { collection: coll } : { db, collection: coll };
}

const matchedModes = ["replace", "keepExisting", "merge", "fail"] as const;
const unmatchedModes = ["insert", "discard", "fail"] as const;

/** `$merge`: brings the documents into a collection. */
export function mergeStage(spec: unknown): Step {
  const target = readMerge(spec);
  return (docs, env) => {
    if (!env.merge) throw notAvailable("$merge here");
    env.merge(target, docs);
    return [];
  };
}

function readMerge(spec: unknown): MergeTarget {
  const options: Doc = isDoc(spec) ? spec : { into: spec };
  for (const key of Object.keys(options)) {
    if (!["into", "on", "whenMatched", "whenNotMatched", "let"].includes(key)) {
      throw mongoError(40415, `BSON field '$merge.${fieldName(key)}' is an unknown field.`);
    }
  }
  const {
    into,
    on = "_id",
    whenMatched = "merge",
    whenNotMatched = "insert",
    let: variables,
  } = options;
  const target = readTarget(into, "$merge");
  if (variables !== undefined && !isDoc(variables))
    throw mongoError(14, "BSON field '$merge.let' is the wrong type, expected type 'object'");
  if (variables !== undefined && !Array.isArray(whenMatched)) {
    throw mongoError(51199, "Cannot use 'let' variables with 'whenMatched' that is no pipeline");
  }
  const fields = Array.isArray(on) ? on : [on];
  if (fields.length === 0 || fields.some((field) => typeof field !== "string")) {
    throw mongoError(51186, "$merge 'on' must be a string or a non-empty array of strings");
  }
  const unmatched = unmatchedModes.find((mode) => mode === whenNotMatched);
  if (!unmatched)
    throw mongoError(
      2,
      `Enumeration value '${String(whenNotMatched)}' for field '$merge.whenNotMatched' is not a valid value.`,
    );
  if (Array.isArray(whenMatched))
    alsoDeclared(Object.keys(variables ?? { new: undefined }).map(fieldName), () =>
      compileUpdatePipeline(whenMatched as Doc[]),
    );
  const matched = Array.isArray(whenMatched)
    ? (whenMatched as Doc[])
    : matchedModes.find((mode) => mode === whenMatched);
  if (!matched)
    throw typeof whenMatched === "string"
      ? mongoError(
          2,
          `Enumeration value '${whenMatched}' for field '$merge.whenMatched' is not a valid value.`,
        )
      : mongoError(
          51191,
          `$merge 'whenMatched' field must be either a string or an array, but found ${typeName(whenMatched)}`,
        );
  return {
    ...target,
    on: fields as string[],
    whenMatched: matched,
    whenNotMatched: unmatched,
    variables: Object.entries(variables ?? { new: "$$ROOT" }).map(([key, expression]) => {
      const name = fieldName(key);
      if (name !== "new") checkVariableName(name);
      return [name, compileExpression(expression)] as const;
    }),
  };
}
