import { NumberInput } from "@mantine/core";
import { useFormWorld } from "../form-world.tsx";
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
  const { errors, readOnly } = useFormWorld();
  return (
    <NumberInput
      label={label}
      description={hint}
      error={errors.get(path)}
      value={value ?? ""}
      {...(schema.minimum === undefined ? {} : { min: schema.minimum })}
      {...(schema.maximum === undefined ? {} : { max: schema.maximum })}
      allowDecimal={schema.type !== "integer"}
      clampBehavior="strict"
      readOnly={readOnly}
      onChange={(next) => {
        if (typeof next === "number") onChange(next);
        else if (optional) onChange(undefined);
      }}
    />
  );
}
