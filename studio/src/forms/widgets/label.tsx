import { TextInput } from "@mantine/core";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";

/** One line of plain text. */
export function LabelWidget({
  schema,
  value,
  onChange,
  path,
  label,
  hint,
  optional,
}: WidgetProps<string>) {
  const { errors, readOnly } = useFormWorld();
  return (
    <TextInput
      label={label}
      description={hint}
      error={errors.get(path)}
      value={value ?? ""}
      {...(schema.maxLength ? { maxLength: schema.maxLength } : {})}
      readOnly={readOnly}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === "" && optional ? undefined : currentTarget.value)
      }
    />
  );
}
