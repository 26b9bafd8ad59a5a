import { PasswordInput } from "@mantine/core";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";

/** Something nobody should read over one's shoulder, such as an access token. */
export function SecretWidget({ value, onChange, path, label, hint }: WidgetProps<string>) {
  const { errors, readOnly } = useFormWorld();
  return (
    <PasswordInput
      label={label}
      description={hint}
      error={errors.get(path)}
      value={value ?? ""}
      autoComplete="off"
      readOnly={readOnly}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
