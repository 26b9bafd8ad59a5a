import { Textarea } from "@mantine/core";
import { useFieldProps } from "../use-field-props.ts";
import { useTextLimit } from "../use-text-limit.ts";
import type { WidgetProps } from "../widget.ts";

/** Source text. */
export function CodeWidget({ schema, value, onChange, path, label, hint }: WidgetProps<string>) {
  const field = useFieldProps({ label, hint, path });
  const { problem, limited } = useTextLimit(schema.maxLength);
  return (
    <Textarea
      {...field}
      error={problem ?? field.error}
      value={value ?? ""}
      autosize
      minRows={6}
      maxRows={24}
      spellCheck={false}
      ff="monospace"
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 13 } }}
      onChange={({ currentTarget }) => limited(onChange)(currentTarget.value)}
    />
  );
}
