import type { FieldSchema } from "@chatloom/flows-schema";

/** A field's schema as forms read it: what the checks read, and what a control needs. */
export interface FormSchema extends FieldSchema {
  readonly description?: string;
  /** Whether the field is always shown or collapsed; by default required fields are shown. */
  readonly inSight?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly items?: FormSchema;
  readonly oneOf?: readonly FormSchema[];
}

/** Reads a declared schema as forms do. */
export function formSchema(declared: unknown): FormSchema {
  return declared as FormSchema;
}

/** Of several shapes, the one that the value's tag names; any other schema is itself. */
export function shapeOf(schema: FormSchema, value: unknown): FormSchema {
  const tag = schema.discriminator?.propertyName;
  if (!tag || !schema.oneOf) {
    return schema;
  }
  const named = (value as Record<string, unknown> | undefined)?.[tag];
  return schema.oneOf.find((it) => it.properties?.[tag]?.const === named) ?? schema;
}
