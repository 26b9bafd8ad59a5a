import {
  Ajv2020,
  type AnySchemaObject,
  type ErrorObject,
  type ValidateFunction,
} from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import type { TSchema } from "typebox";
import type { Flaw } from "../context/errors.ts";

/** Says what is wrong with a value; nothing, if it fits. */
export type SchemaValidator = (value: unknown) => readonly Flaw[];

const options = {
  strict: false,
  discriminator: true,
  allErrors: true,
  useDefaults: true,
  inlineRefs: false,
} as const;
const bodies = withFormats(new Ajv2020(options));
const texts = withFormats(new Ajv2020({ ...options, coerceTypes: true }));
const mostFlaws = 20;

/**
 * Makes a validator from a JSON Schema, compiled at its first use. `fromText` is for paths and query strings, whose
 * values arrive as text and are converted.
 */
export function schemaValidator(
  schema: TSchema | Record<string, unknown>,
  source: "json" | "text" = "json",
): SchemaValidator {
  let validate: ValidateFunction | undefined;
  return (value) => {
    const ajv = source === "json" ? bodies : texts;
    validate ??= ajv.compile(withReferences(ajv, schema));
    return validate(value) ? [] : (validate.errors ?? []).slice(0, mostFlaws).map(toFlaw);
  };
}

/** The schema with references in the place of those that have an id, so that large ones such as a flow's are compiled once. */
function withReferences(ajv: Ajv2020, schema: object): Record<string, unknown> {
  const text = JSON.stringify(schema, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || !("$id" in value)) return value;
    const id = String(value.$id);
    if (!ajv.schemas[id]) ajv.addSchema(value as AnySchemaObject);
    return { $ref: id };
  });
  return JSON.parse(text) as Record<string, unknown>;
}

function withFormats(ajv: Ajv2020): Ajv2020 {
  (ajvFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  return ajv;
}

function toFlaw(error: ErrorObject): Flaw {
  const named: unknown = error.params.additionalProperty;
  const allowed: unknown = error.params.allowedValues;
  const message = error.message ?? "does not fit";
  if (typeof named === "string") {
    return { at: `${error.instancePath}/${named}`, message: "is not known here" };
  }
  if (Array.isArray(allowed)) {
    return { at: error.instancePath, message: `must be one of ${allowed.join(", ")}` };
  }
  return { at: error.instancePath, message };
}
