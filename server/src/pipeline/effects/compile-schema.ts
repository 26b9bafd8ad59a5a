import type { JsonObject } from "@chatloom/runtime";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { LRUCache } from "lru-cache";

const compiled = new LRUCache<string, ValidateFunction>({ max: 200 });

/**
 * Compiles a JSON Schema, or gives what was compiled of the same one. Each schema gets an Ajv of its own: a shared one would keep every
 * schema for ever, and refuse a second one with the same `$id`. Throws for a schema that is none.
 */
export function compileSchema(schema: JsonObject): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = compiled.get(key);
  if (known) {
    return known;
  }
  // Many schemas name an older draft, which would have to be loaded, though this one reads them, too.
  const { $schema: _, ...plain } = schema;
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(plain);
  compiled.set(key, validate);
  return validate;
}

/** Says what a validation found wrong, for a model or a member. */
export function describeErrors(errors: readonly ErrorObject[] | null | undefined): string {
  const told = (errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || "/"} ${message}`,
  );
  return told.slice(0, 20).join("; ");
}
