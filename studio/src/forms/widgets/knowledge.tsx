import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";

/** Which knowledge bases are searched; none chosen means all. */
export function KnowledgeWidget({ value, onChange, path, label, hint }: WidgetProps<string[]>) {
  const { t } = useTranslation();
  const { knowledge } = useFormWorld();
  const field = useFieldProps({ label, hint, path });
  const known = new Set(knowledge.map((it) => it.value));
  const gone = (value ?? []).filter((it) => !known.has(it));
  return (
    <MultiSelect
      {...field}
      placeholder={value?.length ? "" : t("forms.allBases")}
      data={[...knowledge, ...gone.map((id) => ({ value: id, label: t("forms.gone", { id }) }))]}
      value={value ?? []}
      onChange={onChange}
    />
  );
}
