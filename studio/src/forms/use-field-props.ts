import { useFormWorld } from "./form-world.tsx";
import type { WidgetProps } from "./widget.ts";

/** Returns what every control shows of its field: label, hint, error, and whether it may be changed. */
export function useFieldProps({ label, hint, path }: Pick<WidgetProps, "label" | "hint" | "path">) {
  const { errors, readOnly } = useFormWorld();
  return { label, description: hint, error: errors.get(path), readOnly };
}
