import { TextInput } from "@mantine/core";
import { useFormWorld } from "../form-world.tsx";
import { useTextLimit } from "../use-text-limit.ts";
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
  const { problem, limited } = useTextLimit(schema.maxLength);
  return (
    <TextInput
      label={label}
      description={hint}
      error={problem ?? errors.get(path)}
      value={value ?? ""}
      readOnly={readOnly}
      onChange={({ currentTarget }) =>
        limited((text) => onChange(text === "" && optional ? undefined : text))(currentTarget.value)
      }
    />
  );
}
