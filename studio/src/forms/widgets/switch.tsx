import { Switch } from "@mantine/core";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";

/** Yes or no. */
export function SwitchWidget({ value, onChange, label, hint }: WidgetProps<boolean>) {
  const { readOnly } = useFormWorld();
  return (
    <Switch
      label={label}
      description={hint}
      checked={value ?? false}
      disabled={readOnly}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}
