import { NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerField } from "./answer-fields.ts";

/** One part of an outside answer to fill in. */
export function AnswerFieldInput({
  field,
  value,
  onChange,
}: {
  readonly field: AnswerField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const { kind, name = "" } = field;
  const label = t(`simulator.effect.${field.label}`, { name });
  const common = { mt: 6, size: "xs", label, value } as const;
  switch (kind) {
    case "status":
      return (
        <NumberInput
          {...common}
          w={110}
          min={100}
          max={599}
          allowDecimal={false}
          onChange={(next) => onChange(String(next))}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          allowDeselect={false}
          data={(field.options ?? []).map((it) => ({
            ...it,
            label: it.label || t("simulator.effect.noneOfThese"),
          }))}
          onChange={(next) => onChange(next ?? value)}
        />
      );
    case "text":
      return (
        <TextInput {...common} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      );
    default:
      return (
        <Textarea
          {...common}
          description={field.label === "body" ? t("simulator.effect.bodyHint") : undefined}
          autosize
          minRows={2}
          maxRows={8}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
  }
}
