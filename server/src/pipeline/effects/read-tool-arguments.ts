import type { JsonObject, JsonValue } from "@chatloom/runtime";
import { parseExactJson } from "../../validation/parse-exact-json.ts";
import { compileSchema, describeErrors } from "./compile-schema.ts";

/** Reads the arguments that a model wrote for a tool with this JSON Schema (as text). A problem is said in words for the model. */
export function readToolArguments(
  schema: string,
  written: string,
): { readonly args: JsonObject } | { readonly problem: string } {
  const args = parse(written.trim() === "" ? "{}" : written);
  if (!args) {
    return { problem: "The arguments are not a JSON object" };
  }
  const validate = compileSchema(JSON.parse(schema));
  return validate(args)
    ? { args }
    : { problem: `The arguments do not fit: ${describeErrors(validate.errors)}` };
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: JsonValue = parseExactJson(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
