import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../field-words.ts";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";

/** One of a few words. */
export function ChoiceWidget({
  schema,
  value,
  onChange,
  path,
  label,
  hint,
  optional,
}: WidgetProps<string>) {
  const { t } = useTranslation();
  const { errors, readOnly } = useFormWorld();
  return (
    <Select
      label={label}
      description={hint}
      error={errors.get(path)}
      data={(schema.enum ?? []).map((word) => ({ value: word, label: choiceWord(t, word) }))}
      value={value ?? null}
      allowDeselect={optional}
      clearable={optional}
      readOnly={readOnly}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
