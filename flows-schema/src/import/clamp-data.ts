import { isRecord } from "../is-record.ts";

interface Schema {
  readonly type?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly discriminator?: { readonly propertyName: string };
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
}

/** Cuts texts and lists to the lengths that a schema allows. `cut` is called when something was cut. */
export function clampData(schema: Schema, data: unknown, cut: () => void): unknown {
  const tag = schema.discriminator?.propertyName;
  if (tag !== undefined && isRecord(data)) {
    const shape = schema.oneOf?.find((it) => it.properties?.[tag]?.const === data[tag]);
    return shape ? clampData(shape, data, cut) : data;
  }
  if (
    typeof data === "string" &&
    schema.maxLength !== undefined &&
    data.length > schema.maxLength
  ) {
    cut();
    // Half of a surrogate pair at the end would be no valid text.
    return data.slice(0, schema.maxLength).replace(/[\ud800-\udbff]$/, "");
  }
  if (Array.isArray(data)) {
    if (schema.maxItems !== undefined && data.length > schema.maxItems) {
      cut();
    }
    const items = data.slice(0, schema.maxItems ?? data.length);
    return schema.items ? items.map((it) => clampData(schema.items as Schema, it, cut)) : items;
  }
  if (isRecord(data) && schema.properties) {
    return Object.fromEntries(
      Object.entries(data)
        .filter(([, it]) => it !== undefined)
        .map(([key, it]) => {
          const property = schema.properties?.[key];
          return [key, property ? clampData(property, it, cut) : it];
        }),
    );
  }
  return data;
}
