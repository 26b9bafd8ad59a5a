import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../choice-word.ts";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";

/** Any number of a few words. None means all of them, but for ways out of a step. */
export function ChoicesWidget({
  schema,
  value,
  onChange,
  path,
  label,
  hint,
}: WidgetProps<string[]>) {
  const { t } = useTranslation();
  const field = useFieldProps({ label, hint, path });
  return (
    <MultiSelect
      {...field}
      placeholder={value?.length || schema.widget === "outcomes" ? "" : t("forms.all")}
      data={(schema.items?.enum ?? []).map((word) => ({ value: word, label: choiceWord(t, word) }))}
      value={value ?? []}
      onChange={onChange}
    />
  );
}
