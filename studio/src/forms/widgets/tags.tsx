import { Autocomplete, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import { useFieldProps } from "../use-field-props.ts";
import { useTextLimit } from "../use-text-limit.ts";
import type { WidgetProps } from "../widget.ts";

/** Short words typed one after the other. */
export function TagsWidget({
  schema,
  value,
  onChange,
  path,
  label,
  hint,
  optional,
}: WidgetProps<string[]>) {
  const { t } = useTranslation();
  const field = useFieldProps({ label, hint, path });
  return (
    <TagsInput
      {...field}
      placeholder={value?.length ? "" : t("forms.typeAndEnter")}
      value={value ?? []}
      {...(schema.maxItems ? { maxTags: schema.maxItems } : {})}
      acceptValueOnBlur
      onChange={(next) => onChange(next.length === 0 && optional ? undefined : next)}
    />
  );
}

/** One tag, of those in use or a new one. */
export function TagWidget({ schema, value, onChange, path, label, hint }: WidgetProps<string>) {
  const { tags } = useFormWorld();
  const field = useFieldProps({ label, hint, path });
  const { problem, limited } = useTextLimit(schema.maxLength);
  return (
    <Autocomplete
      {...field}
      error={problem ?? field.error}
      data={[...tags]}
      value={value ?? ""}
      onChange={limited(onChange)}
    />
  );
}
