import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../choice-word.ts";
import { useFieldProps } from "../use-field-props.ts";
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
  const field = useFieldProps({ label, hint, path });
  return (
    <Select
      {...field}
      data={(schema.enum ?? []).map((word) => ({ value: word, label: choiceWord(t, word) }))}
      value={value ?? null}
      allowDeselect={optional}
      clearable={optional}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
