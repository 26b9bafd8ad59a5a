import type { AddressOf, Limit, When } from "./fields.ts";
import { isRecord } from "./is-record.ts";
import type { SecretPlace } from "./secret-place.ts";

/** A field's schema as the checks read it: plain JSON Schema with our extra keywords. */
export interface FieldSchema {
  readonly type?: string;
  readonly title?: string;
  readonly widget?: string;
  readonly filled?: boolean | When;
  readonly limit?: Limit;
  readonly regex?: boolean | When;
  readonly contactField?: boolean | When;
  readonly address?: AddressOf;
  readonly reader?: "contact";
  readonly shown?: When;
  readonly secrets?: SecretPlace;
  readonly ofFlow?: boolean;
  readonly delays?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
  readonly discriminator?: { readonly propertyName: string };
  readonly oneOf?: readonly FieldSchema[];
  readonly const?: unknown;
}

/** One place in a node's data together with what its schema says of it. */
export interface Field {
  /** JSON pointer in the data. */
  readonly path: string;
  readonly schema: FieldSchema;
  /** Undefined where an optional field is absent. */
  readonly value: unknown;
  /** The object that holds the field, or the one that holds its list: where `when` looks. */
  readonly beside: Readonly<Record<string, unknown>>;
  /** The field that holds this one, if any. */
  readonly parent?: Field;
}

/** Every field of some data, outer ones first, absent optional ones too. */
export function walkFields(schema: FieldSchema, data: unknown): Field[] {
  return [...walk({ path: "", schema, value: data, beside: {} })];
}

/** Whether a keyword that may depend on a neighbour holds at a field. */
export function holds(keyword: boolean | When | undefined, field: Field): boolean {
  if (typeof keyword !== "object") {
    return keyword === true;
  }
  return keyword.is.includes(String(field.beside[keyword.when] ?? ""));
}

function* walk(field: Field): Generator<Field> {
  yield field;
  const schema = shapeOf(field.schema, field.value);
  if (schema.properties && isRecord(field.value)) {
    for (const [name, property] of Object.entries(schema.properties)) {
      yield* walk({
        path: `${field.path}/${name}`,
        schema: property,
        value: field.value[name],
        beside: field.value,
        parent: field,
      });
    }
  } else if (schema.items && Array.isArray(field.value)) {
    for (const [index, value] of field.value.entries()) {
      yield* walk({
        path: `${field.path}/${index}`,
        schema: schema.items,
        value,
        beside: field.beside,
        parent: field,
      });
    }
  }
}

/** Returns the shape that a value's tag names, of a schema with several; the schema itself where it has one. */
export function shapeOf(schema: FieldSchema, value: unknown): FieldSchema {
  const tag = schema.discriminator?.propertyName;
  if (!tag || !schema.oneOf || !isRecord(value)) {
    return schema;
  }
  return schema.oneOf.find((it) => it.properties?.[tag]?.const === value[tag]) ?? {};
}
