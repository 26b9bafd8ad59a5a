import { mongoError } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, docKey, fieldName } from "../values/doc.ts";
import type { Step } from "./aggregate-env.ts";
import { typeName } from "./expression.ts";
import type { StageContext } from "./stage.ts";

const methods: Readonly<Record<string, string>> = { linear: "$linearFill", locf: "$locf" };

/** `$fill`: gives values to fields that are null or missing. It is short for a window stage and `$ifNull`. */
export function fillStage(spec: unknown, { compile }: StageContext): Step {
  const { partitionBy, sortBy, output } = readFill(spec);
  const constants: Doc = {};
  const windows: Doc = {};
  for (const [key, field] of Object.entries(output)) {
    const path = fieldName(key);
    const { value, method } = readOutput(field, path);
    if (method !== undefined) windows[key] = { [method]: `$${path}` };
    else constants[key] = { $ifNull: [`$${path}`, value] };
  }
  const isOrdered = Object.keys(windows).length > 0;
  if (isOrdered && sortBy === undefined && usesLinear(windows))
    throw mongoError(605001, "$linearFill must be specified with a top level sortBy expression");
  const stages: Doc[] = [];
  if (isOrdered) {
    stages.push({
      $setWindowFields: {
        ...(partitionBy === undefined ? {} : { partitionBy }),
        ...(sortBy === undefined ? {} : { sortBy }),
        output: windows,
      },
    });
  }
  if (Object.keys(constants).length > 0) stages.push({ $addFields: constants });
  const run = compile(stages, "nested");
  return (docs, env) => run({ ...env, scan: () => docs });
}

function usesLinear(windows: Doc): boolean {
  return Object.values(windows).some((field) => isDoc(field) && "$linearFill" in field);
}

function readFill(spec: unknown): { partitionBy: unknown; sortBy: unknown; output: Doc } {
  if (!isDoc(spec))
    throw mongoError(9, `the $fill stage specification must be an object, found ${typeName(spec)}`);
  for (const key of Object.keys(spec)) {
    if (!["partitionBy", "partitionByFields", "sortBy", "output"].includes(key))
      throw mongoError(40415, `BSON field '$fill.${fieldName(key)}' is an unknown field.`);
  }
  const { partitionBy, partitionByFields: fields, sortBy, output } = spec;
  if (!isDoc(output))
    throw mongoError(40414, "BSON field '$fill.output' is missing but a required field");
  if (Object.keys(output).length === 0)
    throw mongoError(6050203, "$fill's 'output' must have at least one field");
  if (partitionBy !== undefined && fields !== undefined)
    throw mongoError(
      6050204,
      "Maximum one of 'partitionBy' and 'partitionByFields can be specified in '$fill'",
    );
  if (fields === undefined) return { partitionBy, sortBy, output };
  if (!Array.isArray(fields) || fields.some((field) => typeof field !== "string"))
    throw mongoError(14, "'partitionByFields' of $fill must be an array of strings");
  // One name for each, because a path may have dots that a field of a document may not.
  const by = Object.fromEntries(fields.map((field: string, at) => [docKey(`f${at}`), `$${field}`]));
  return { partitionBy: by, sortBy, output };
}

function readOutput(field: unknown, path: string): { value: unknown; method: string | undefined } {
  if (!isDoc(field)) throw mongoError(6050200, `Each fill output must be an object: '${path}'`);
  const [kind, ...others] = Object.keys(field);
  if (others.length > 0 || (kind !== "value" && kind !== "method"))
    throw mongoError(
      6050200,
      `Each fill output must have exactly one of 'value' and 'method': '${path}'`,
    );
  if (kind === "value") return { value: field.value, method: undefined };
  const name = field.method;
  const method =
    typeof name === "string" && Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined) throw mongoError(6050202, "Method must be either locf or linear");
  return { value: undefined, method };
}
