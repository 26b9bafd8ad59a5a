import { Autocomplete, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
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
  const { errors, readOnly } = useFormWorld();
  return (
    <TagsInput
      label={label}
      description={hint}
      error={errors.get(path)}
      placeholder={value?.length ? "" : t("forms.typeAndEnter")}
      value={value ?? []}
      {...(schema.maxItems ? { maxTags: schema.maxItems } : {})}
      readOnly={readOnly}
      acceptValueOnBlur
      onChange={(next) => onChange(next.length === 0 && optional ? undefined : next)}
    />
  );
}

/** One tag, of those in use or a new one. */
export function TagWidget({ schema, value, onChange, path, label, hint }: WidgetProps<string>) {
  const { errors, readOnly, tags } = useFormWorld();
  const { problem, limited } = useTextLimit(schema.maxLength);
  return (
    <Autocomplete
      label={label}
      description={hint}
      error={problem ?? errors.get(path)}
      data={[...tags]}
      value={value ?? ""}
      readOnly={readOnly}
      onChange={limited(onChange)}
    />
  );
}
