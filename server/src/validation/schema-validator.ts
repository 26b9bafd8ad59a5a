import {
  Ajv2020,
  type AnySchemaObject,
  type ErrorObject,
  type Options,
  type ValidateFunction,
} from "ajv/dist/2020.js";
import type { DataValidateFunction, DataValidationCxt } from "ajv/dist/types/index.js";
import ajvFormats from "ajv-formats";
import type { TSchema } from "typebox";
import type { Flaw } from "../context/errors.ts";
import { storableFlaw } from "./storable.ts";

/** Lists the errors of a value; empty if it is valid. */
export type SchemaValidator = (value: unknown) => readonly Flaw[];

/** Implements the keyword `x-storable`: the value must be JSON that the store keeps as it is. */
const checkStorable: DataValidateFunction = (value: unknown, context?: DataValidationCxt) => {
  const found = storableFlaw(value);
  if (!found) {
    return true;
  }
  const instancePath = `${context?.instancePath ?? ""}${found.at}`;
  checkStorable.errors = [{ keyword: "x-storable", instancePath, message: found.message }];
  return false;
};

const options = {
  strict: false,
  discriminator: true,
  useDefaults: true,
  inlineRefs: false,
  verbose: true,
} as const;
const quick = {
  json: compiler(options),
  text: compiler({ ...options, coerceTypes: true }),
};
const thorough = {
  json: compiler({ ...options, allErrors: true }),
  text: compiler({ ...options, allErrors: true, coerceTypes: true }),
};
const mostFlaws = 20;
/** Listing every flaw takes time and memory; for larger values only the first one is returned. */
const mostValuesForAll = 5_000;
const longestName = 100;

/**
 * Makes a validator from a JSON Schema, compiled at its first use. `text` is for paths and query strings, whose values arrive
 * as text and are converted.
 */
export function schemaValidator(
  schema: TSchema | Record<string, unknown>,
  source: "json" | "text" = "json",
): SchemaValidator {
  return (value) => {
    const validate = quick[source](schema);
    if (validate(value)) {
      return [];
    }
    const all =
      countValues(value, mostValuesForAll) < mostValuesForAll ? thorough[source](schema) : validate;
    if (all !== validate && all(value)) {
      return [];
    }
    return distinct((all.errors ?? []).slice(0, 10 * mostFlaws).map(toFlaw)).slice(0, mostFlaws);
  };
}

/** Returns what compiles each schema once. Ajv keeps what it compiled for good, so that a second time would leak. */
function compiler(settings: Options): (schema: object) => ValidateFunction {
  const ajv = prepared(new Ajv2020(settings));
  const compiled = new WeakMap<object, ValidateFunction>();
  return (schema) => {
    const known = compiled.get(schema) ?? ajv.compile(withReferences(ajv, schema));
    compiled.set(schema, known);
    return known;
  };
}

/** Replaces schemas that have an id by references, so that large ones such as a flow's are compiled once. */
function withReferences(ajv: Ajv2020, schema: object): Record<string, unknown> {
  const text = JSON.stringify(schema, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || !("$id" in value)) {
      return value;
    }
    const id = String(value.$id);
    if (!ajv.schemas[id]) {
      ajv.addSchema(value as AnySchemaObject);
    }
    return { $ref: id };
  });
  return JSON.parse(text) as Record<string, unknown>;
}

function prepared(ajv: Ajv2020): Ajv2020 {
  (ajvFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addKeyword({ keyword: "x-storable", schema: false, errors: "full", validate: checkStorable });
  return ajv;
}

/** Counts the values in a JSON value, up to `most`. */
function countValues(value: unknown, most: number): number {
  let count = 0;
  const left = [value];
  while (left.length > 0 && count < most) {
    const item = left.pop();
    count++;
    if (typeof item !== "object" || item === null) {
      continue;
    }
    for (const name in item) {
      if (left.length + count >= most) {
        return most;
      }
      left.push((item as Record<string, unknown>)[name]);
    }
  }
  return count;
}

function toFlaw(error: ErrorObject): Flaw {
  const at = error.instancePath;
  if (typeof error.params?.additionalProperty === "string") {
    return unknownNames(error);
  }
  const allowed: unknown = error.params?.allowedValues;
  if (Array.isArray(allowed)) {
    return { at, message: `must be one of ${allowed.join(", ")}` };
  }
  return { at, message: error.message ?? "does not fit" };
}

/** Names one unknown property; several of one object are counted. */
function unknownNames({ instancePath, params, data, parentSchema }: ErrorObject): Flaw {
  const name = String(params.additionalProperty).slice(0, longestName);
  const known = (parentSchema as { properties?: object } | undefined)?.properties ?? {};
  const unknown = Object.keys(Object(data)).filter((it) => !Object.hasOwn(known, it));
  if (unknown.length <= 1) {
    return { at: `${instancePath}/${name}`, message: "is not known here" };
  }
  const message = `has ${unknown.length} properties that are not known here, such as "${unknown[0]?.slice(0, longestName)}"`;
  return { at: instancePath, message };
}

function distinct(flaws: readonly Flaw[]): Flaw[] {
  return [...new Map(flaws.map((it) => [`${it.at}\n${it.message}`, it])).values()];
}
