import { isRecord } from "../is-record.ts";
import { type FieldSchema, shapeOf } from "../walk-fields.ts";

/** Cuts texts and lists to the lengths that a schema allows. `cut` is called when something was cut. */
export function clampData(field: FieldSchema, data: unknown, cut: () => void): unknown {
  const schema = shapeOf(field, data);
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
    return schema.items
      ? items.map((it) => clampData(schema.items as FieldSchema, it, cut))
      : items;
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
