import { Textarea } from "@mantine/core";
import { useFormWorld } from "../form-world.tsx";
import { useTextLimit } from "../use-text-limit.ts";
import type { WidgetProps } from "../widget.ts";

/** Source text. */
export function CodeWidget({ schema, value, onChange, path, label, hint }: WidgetProps<string>) {
  const { errors, readOnly } = useFormWorld();
  const { problem, limited } = useTextLimit(schema.maxLength);
  return (
    <Textarea
      label={label}
      description={hint}
      error={problem ?? errors.get(path)}
      value={value ?? ""}
      autosize
      minRows={6}
      maxRows={24}
      spellCheck={false}
      ff="monospace"
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 13 } }}
      readOnly={readOnly}
      onChange={({ currentTarget }) => limited(onChange)(currentTarget.value)}
    />
  );
}
