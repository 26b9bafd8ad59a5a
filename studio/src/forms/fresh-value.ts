import { newId } from "../ui/new-id.ts";
import type { FormSchema } from "./form-schema.ts";

/** The value a field begins with: its default, or else the emptiest thing that fits its schema. */
export function freshValue(schema: FormSchema): unknown {
  if (schema.const !== undefined) {
    return schema.const;
  }
  if (schema.default !== undefined) {
    return structuredClone(schema.default);
  }
  if (schema.widget === "id") {
    return newId(6);
  }
  if (schema.widget === "condition") {
    return {
      match: "all",
      groups: [{ match: "all", rules: [{ left: "", operator: "equals", right: "" }] }],
    };
  }
  if (schema.enum) {
    return schema.enum[0];
  }
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, property]) => [name, freshValue(property)]),
      );
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => freshValue(schema.items ?? {}));
    case "integer":
    case "number":
      return schema.minimum !== undefined && schema.minimum > 0 ? schema.minimum : 0;
    case "boolean":
      return false;
    default:
      return "";
  }
}

/** A copy of a list's item with fresh ids for all its parts, so that its ports are its own. */
export function copyItem<T>(schema: FormSchema, value: T): T {
  return copy(schema, value) as T;
}

function copy(schema: FormSchema, value: unknown): unknown {
  if (schema.widget === "id") {
    return newId(6);
  }
  if (Array.isArray(value)) {
    return value.map((item) => copy(schema.items ?? {}, item));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const shape = schema.oneOf
    ? schema.oneOf.find((it) =>
        Object.entries(it.properties ?? {}).every(
          ([name, property]) =>
            property.const === undefined ||
            property.const === (value as Record<string, unknown>)[name],
        ),
      )
    : schema;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      copy(shape?.properties?.[name] ?? {}, inner),
    ]),
  );
}
