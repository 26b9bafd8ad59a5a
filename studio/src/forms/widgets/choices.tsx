import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../choice-word.ts";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";

/** Any number of a few words. */
export function ChoicesWidget({
  schema,
  value,
  onChange,
  path,
  label,
  hint,
}: WidgetProps<string[]>) {
  const { t } = useTranslation();
  const { errors, readOnly } = useFormWorld();
  return (
    <MultiSelect
      label={label}
      description={hint}
      error={errors.get(path)}
      placeholder={value?.length ? "" : t("forms.all")}
      data={(schema.items?.enum ?? []).map((word) => ({ value: word, label: choiceWord(t, word) }))}
      value={value ?? []}
      readOnly={readOnly}
      onChange={onChange}
    />
  );
}
