import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import type { TSchema } from "typebox";
import type { Flaw } from "../errors.ts";

/** Says what is wrong with a value; nothing, if it fits. */
export type SchemaValidator = (value: unknown) => readonly Flaw[];

const options = { strict: false, discriminator: true, allErrors: true, useDefaults: true } as const;
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
  // A schema with an id, compiled by itself, must not collide with its copies inside others.
  const { $id: _id, ...anonymous } = schema as Record<string, unknown>;
  return (value) => {
    validate ??= (source === "json" ? bodies : texts).compile(anonymous);
    return validate(value) ? [] : (validate.errors ?? []).slice(0, mostFlaws).map(toFlaw);
  };
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
