import { Textarea } from "@mantine/core";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";

/** Source text. */
export function CodeWidget({ schema, value, onChange, path, label, hint }: WidgetProps<string>) {
  const { errors, readOnly } = useFormWorld();
  return (
    <Textarea
      label={label}
      description={hint}
      error={errors.get(path)}
      value={value ?? ""}
      autosize
      minRows={6}
      maxRows={24}
      spellCheck={false}
      ff="monospace"
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 13 } }}
      {...(schema.maxLength ? { maxLength: schema.maxLength } : {})}
      readOnly={readOnly}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
