import { NumberInput } from "@mantine/core";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";

/** A number within its schema's bounds. */
export function NumberWidget({
  schema,
  value,
  onChange,
  path,
  label,
  hint,
  optional,
}: WidgetProps<number>) {
  const field = useFieldProps({ label, hint, path });
  return (
    <NumberInput
      {...field}
      value={value ?? ""}
      {...(schema.minimum === undefined ? {} : { min: schema.minimum })}
      {...(schema.maximum === undefined ? {} : { max: schema.maximum })}
      allowDecimal={schema.type !== "integer"}
      clampBehavior="strict"
      onChange={(next) => {
        if (typeof next === "number") {
          onChange(next);
        } else if (optional) {
          onChange(undefined);
        }
      }}
    />
  );
}
